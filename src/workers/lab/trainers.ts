import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import {
  openTrainingClient,
  type TrainingClient,
} from '#adapters/worker-clients/training-client.ts';
import { TrainingRefused } from '#core/dataset/training-refusal.ts';
import type { CheckpointStore, NetworkTrainer } from '#core/models/training.ts';
import type { ModelSpec } from '#core/recipes/recipe.ts';
import type { PredictorPorts } from '#pipelines/train-predictor.ts';

const NO_NETWORK: NetworkTrainer = {
  backend: 'none',
  train: () => Promise.reject(new TrainingRefused('No network was asked for.')),
};

/**
 * Networks are trained in a worker within this one, forests here. `wasmFolder` is asked for when
 * something is trained. One network at a time: the worker of the last one is ended.
 */
export function createTrainers(checkpoints: CheckpointStore, wasmFolder: () => string) {
  let last: TrainingClient | null = null;
  return async (kind: ModelSpec['kind']): Promise<PredictorPorts> => {
    const ports = { network: NO_NETWORK, forest: null, checkpoints, sha256: sha256Hex };
    switch (kind) {
      case 'logistic':
        return ports;
      case 'network':
        last?.close();
        last = await openTrainingClient({ wasmUrl: wasmFolder() });
        return { ...ports, network: last };
      case 'random_forest':
      case 'gradient_boosting': {
        const { ydfForests } = await import('#adapters/ydf/ydf-forests.ts');
        return { ...ports, forest: ydfForests(wasmFolder()) };
      }
    }
  };
}
