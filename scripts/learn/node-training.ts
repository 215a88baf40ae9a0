import { join } from 'node:path';
import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import type { CheckpointStore } from '#core/models/training.ts';
import type { ModelSpec } from '#core/recipes/recipe.ts';
import type { PredictorPorts } from '#pipelines/train-predictor.ts';
import { libraryVersions, nodeWasmUrl } from '../model/node-tfjs.ts';

const WASM_FOLDER = `${join(import.meta.dirname, '../../public/wasm')}/`;

/** What trains in Node; libraries are loaded only where the model needs them. */
export async function nodePorts(
  model: ModelSpec['kind'],
  checkpoints: CheckpointStore | null,
): Promise<PredictorPorts> {
  const network =
    model === 'network'
      ? await (await import('#adapters/tfjs/train-model.ts')).openTfjsTrainer('wasm', nodeWasmUrl())
      : { backend: 'none', train: () => Promise.reject(new Error('no network was asked for')) };
  const isForest = model === 'random_forest' || model === 'gradient_boosting';
  const forest = isForest
    ? (await import('#adapters/ydf/ydf-forests.ts')).ydfForests(WASM_FOLDER)
    : null;
  return { network, forest, checkpoints, sha256: sha256Hex };
}

const LIBRARIES: Readonly<Record<ModelSpec['kind'], readonly string[]>> = {
  network: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm'],
  logistic: [],
  random_forest: ['ydf-training'],
  gradient_boosting: ['ydf-training'],
};

/** Versions of what a model of that kind is trained with. */
export const trainingLibraries = (model: ModelSpec['kind']): Promise<Record<string, string>> =>
  libraryVersions(LIBRARIES[model]);
