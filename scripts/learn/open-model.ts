import { join } from 'node:path';
import { readBundle } from '#adapters/bundles/read-bundle.ts';
import { scaledPadded } from '#core/dataset/scaler.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { ForestRefused } from '#core/learning/forest.ts';
import { predictLogistic } from '#core/learning/logistic-model.ts';
import { windowSummary } from '#core/learning/window-summary.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import { calibrated } from '#core/models/calibration.ts';
import type { ForestBundle, ModelBundle, NetworkBundle } from '#core/models/model-bundle.ts';
import type { Classifier } from '#core/ports.ts';
import { modelSignal, type ModelSignal } from '#core/signals/model-signals.ts';
import { durationMs, probability } from '#core/units.ts';
import type { WindowContract } from '#core/windows/window.ts';
import { UserError } from '../extract/user-error.ts';
import { filesOf, nodeWasmUrl } from '../model/node-tfjs.ts';

const WASM_FOLDER = `${join(import.meta.dirname, '../../public/wasm')}/`;

export type ModelWindow = Pick<SourcedWindow, 'values' | 'padding'>;
type Rows = readonly (readonly number[])[];

/** A bundle of whatever kind, ready to answer. */
export interface OpenModel {
  readonly manifest: BundleManifest;
  readonly signal: ModelSignal;
  readonly contract: WindowContract;
  /** Uncalibrated outputs of unscaled windows, one row each. */
  outputs(windows: readonly ModelWindow[]): Promise<Rows>;
  /** Calibrated, of windows without padding. */
  readonly classifier: Classifier;
  close(): void;
}

interface Runner {
  readonly outputs: OpenModel['outputs'];
  readonly close: () => void;
}

async function openNetwork(bundle: NetworkBundle): Promise<Runner> {
  // Loaded only now: a second that nobody need wait for who mistyped a name.
  const { openTfjsClassifier } = await import('#adapters/tfjs/tfjs-classifier.ts');
  const { manifest } = bundle;
  const { scaler } = manifest;
  // Scaled here instead, where it is known which rows are padding and must stay 0.
  const bare: NetworkBundle = {
    ...bundle,
    manifest: {
      ...manifest,
      scaler: { ...scaler, mean: scaler.mean.map(() => 0), std: scaler.std.map(() => 1) },
      calibration: { kind: 'none', reason: 'calibrated by its caller' },
    },
  };
  const network = await openTfjsClassifier(bare, {
    wasmUrl: nodeWasmUrl(),
    backends: ['wasm', 'typed_arrays'],
    together: 16,
  });
  return {
    outputs: (windows) =>
      network.predictBatch(
        windows.map(({ values, padding }) => scaledPadded(values, padding, scaler)),
      ),
    close: () => {
      network.close();
    },
  };
}

const summariesOf = (windows: readonly ModelWindow[], { signal }: BundleManifest) =>
  windows.map(({ values, padding }) => windowSummary(values, padding, signal.features.length));

async function openForest({ manifest, bytes }: ForestBundle): Promise<Runner> {
  const { ydfForests } = await import('#adapters/ydf/ydf-forests.ts');
  const forest = await ydfForests(WASM_FOLDER)
    .read(new Uint8Array(bytes))
    .catch((cause: unknown) => {
      if (!(cause instanceof ForestRefused)) throw cause;
      throw new BundleRefused('foreign', cause.message, cause);
    });
  return {
    outputs: (windows) => forest.predict(summariesOf(windows, manifest)),
    close: () => {
      forest.close();
    },
  };
}

function openRunner(bundle: ModelBundle): Promise<Runner> {
  switch (bundle.kind) {
    case 'network':
      return openNetwork(bundle);
    case 'forest':
      return openForest(bundle);
    case 'logistic': {
      const { manifest, model } = bundle;
      return Promise.resolve({
        outputs: (windows) =>
          Promise.resolve(predictLogistic(model, manifest.output, summariesOf(windows, manifest))),
        close: () => undefined,
      });
    }
  }
}

function classifierOf(manifest: BundleManifest, { outputs, close }: Runner): Classifier {
  const size = manifest.window.length * manifest.signal.features.length;
  const predictBatch: Classifier['predictBatch'] = async (windows) => {
    const wrong = windows.find((values) => values.length !== size);
    if (wrong !== undefined) {
      throw new RangeError(`A window has ${wrong.length} values, the model needs ${size}.`);
    }
    const rows = await outputs(windows.map((values) => ({ values, padding: 0 })));
    return rows.map((row) => calibrated(row, manifest.calibration).map(probability));
  };
  return {
    labels: manifest.labels,
    modelId: manifest.id,
    predictBatch,
    predict: async (values) => (await predictBatch([values]))[0] ?? [],
    close,
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
  const runner = await openRunner(bundle);
  const { length, rateHz, maxGapMs } = manifest.window;
  return {
    manifest,
    signal,
    contract: { length, rateHz, maxGap: durationMs(maxGapMs) },
    outputs: runner.outputs,
    classifier: classifierOf(manifest, runner),
    close: runner.close,
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
