import { scaledPadded } from '#core/dataset/scaler.ts';
import { ForestRefused, type TrainedForest } from '#core/learning/forest.ts';
import { predictLogistic } from '#core/learning/logistic-model.ts';
import { windowSummary } from '#core/learning/window-summary.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import type { PredictedWindow, RawPredictor } from '#core/models/bundle-predictor.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import { calibrated } from '#core/models/calibration.ts';
import type { ForestBundle, ModelBundle, NetworkBundle } from '#core/models/model-bundle.ts';
import type { Classifier } from '#core/ports.ts';

/** What computes a bundle's outputs; libraries are loaded only for a bundle that needs them. */
export interface PredictorLibraries {
  network(bundle: NetworkBundle): Promise<Pick<Classifier, 'predictBatch' | 'close'>>;
  /** @throws ForestRefused */
  forest(bytes: Uint8Array): Promise<TrainedForest>;
}

type Runner = Pick<RawPredictor, 'outputs' | 'close'>;

/** Windows that a library is given at once; others get their turn in between. */
const TOGETHER = 256;

async function networkRunner(
  bundle: NetworkBundle,
  libraries: PredictorLibraries,
): Promise<Runner> {
  const { manifest } = bundle;
  const { scaler } = manifest;
  // Scaled here instead, where it is known which rows are padding and must stay 0.
  const bare: NetworkBundle = {
    ...bundle,
    manifest: {
      ...manifest,
      scaler: {
        ...scaler,
        mean: scaler.mean.map(() => 0),
        std: scaler.std.map(() => 1),
        limit: null,
      },
      calibration: { kind: 'none', reason: 'calibrated by its caller' },
    },
  };
  const network = await libraries.network(bare);
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

const summariesOf = (windows: readonly PredictedWindow[], { signal }: BundleManifest) =>
  windows.map(({ values, padding }) => windowSummary(values, padding, signal.features.length));

async function forestRunner(
  { manifest, bytes }: ForestBundle,
  libraries: PredictorLibraries,
): Promise<Runner> {
  const forest = await libraries.forest(new Uint8Array(bytes)).catch((cause: unknown) => {
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

function runnerOf(bundle: ModelBundle, libraries: PredictorLibraries): Promise<Runner> {
  switch (bundle.kind) {
    case 'network':
      return networkRunner(bundle, libraries);
    case 'forest':
      return forestRunner(bundle, libraries);
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

/**
 * Opens a checked bundle of any kind. The caller closes it. What it answers rejects with RangeError
 * for a window of another size.
 * @throws BundleRefused where its forest is damaged.
 */
export async function openPredictor(
  bundle: ModelBundle,
  libraries: PredictorLibraries,
): Promise<RawPredictor> {
  const { manifest } = bundle;
  const runner = await runnerOf(bundle, libraries);
  const size = manifest.window.length * manifest.signal.features.length;
  const outputs: RawPredictor['outputs'] = async (windows) => {
    const wrong = windows.find(({ values }) => values.length !== size);
    if (wrong !== undefined) {
      throw new RangeError(`A window has ${wrong.values.length} values, the model needs ${size}.`);
    }
    const rows: (readonly number[])[] = [];
    for (let start = 0; start < windows.length; start += TOGETHER) {
      rows.push(...(await runner.outputs(windows.slice(start, start + TOGETHER))));
    }
    return rows;
  };
  return {
    manifest,
    outputs,
    probabilities: async (windows) =>
      (await outputs(windows)).map((row) => calibrated(row, manifest.calibration)),
    close: runner.close,
  };
}
