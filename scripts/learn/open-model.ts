import { join } from 'node:path';
import { readBundle } from '#adapters/bundles/read-bundle.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import type { PredictedWindow, RawPredictor } from '#core/models/bundle-predictor.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import type { ModelBundle } from '#core/models/model-bundle.ts';
import type { Classifier } from '#core/ports.ts';
import { modelSignal, type ModelSignal } from '#core/signals/model-signals.ts';
import { durationMs, probability } from '#core/units.ts';
import type { WindowContract } from '#core/windows/window.ts';
import { openPredictor, type PredictorLibraries } from '#pipelines/open-predictor.ts';
import { UserError } from '../extract/user-error.ts';
import { filesOf, nodeWasmUrl } from '../model/node-tfjs.ts';

const WASM_FOLDER = `${join(import.meta.dirname, '../../public/wasm')}/`;

/** A bundle of whatever kind, ready to answer. */
export interface OpenModel {
  readonly manifest: BundleManifest;
  readonly signal: ModelSignal;
  readonly contract: WindowContract;
  /** Uncalibrated outputs of unscaled windows, one row each. */
  readonly outputs: (windows: readonly PredictedWindow[]) => ReturnType<RawPredictor['outputs']>;
  /** Calibrated, of windows without padding. */
  readonly classifier: Classifier;
  close(): void;
}

const NODE_LIBRARIES: PredictorLibraries = {
  async network(bundle) {
    // Loaded only now: a second that nobody need wait for who mistyped a name.
    const { openTfjsClassifier } = await import('#adapters/tfjs/tfjs-classifier.ts');
    return openTfjsClassifier(bundle, {
      wasmUrl: nodeWasmUrl(),
      backends: ['wasm', 'typed_arrays'],
      together: 16,
    });
  },
  async forest(bytes) {
    const { ydfForests } = await import('#adapters/ydf/ydf-forests.ts');
    return ydfForests(WASM_FOLDER).read(bytes);
  },
};

function classifierOf(predictor: RawPredictor): Classifier {
  const { manifest } = predictor;
  const predictBatch: Classifier['predictBatch'] = async (windows) => {
    const rows = await predictor.probabilities(windows.map((values) => ({ values, padding: 0 })));
    return rows.map((row) => row.map(probability));
  };
  return {
    labels: manifest.labels,
    modelId: manifest.id,
    predictBatch,
    predict: async (values) => (await predictBatch([values]))[0] ?? [],
    close: () => {
      predictor.close();
    },
  };
}

/**
 * Opens a checked bundle of any kind and signal. The caller closes it.
 * @throws BundleRefused where its forest is damaged.
 */
export async function openModel(bundle: ModelBundle): Promise<OpenModel> {
  const { manifest } = bundle;
  const signal = modelSignal(manifest.signal);
  if (signal === null) {
    throw new BundleRefused('other_signal', `There is no signal ${manifest.signal.name} here.`);
  }
  const predictor = await openPredictor(bundle, NODE_LIBRARIES);
  const { length, rateHz, maxGapMs } = manifest.window;
  return {
    manifest,
    signal,
    contract: { length, rateHz, maxGap: durationMs(maxGapMs) },
    outputs: (windows) => predictor.outputs(windows),
    classifier: classifierOf(predictor),
    close: () => {
      predictor.close();
    },
  };
}

/** Reads and opens the bundle of a folder. @throws UserError with the reason. */
export async function openModelFolder(folder: string): Promise<OpenModel> {
  try {
    return await openModel(await readBundle(filesOf(folder)));
  } catch (cause) {
    if (!(cause instanceof BundleRefused)) throw cause;
    throw new UserError(`${folder}: ${cause.message}`, { cause });
  }
}
