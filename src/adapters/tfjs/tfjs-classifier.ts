import { scaled } from '#core/dataset/scaler.ts';
import { networkOf } from '#core/inference/network.ts';
import { calibrated } from '#core/models/calibration.ts';
import type { NetworkBundle } from '#core/models/model-bundle.ts';
import { type BackendName, BACKENDS, type BackendReport } from '#core/models/model-status.ts';
import type { Classifier } from '#core/ports.ts';
import { type Probability, probability } from '#core/units.ts';
import { type NetworkRunner, openRunner } from './network-runner.ts';
import { chooseBackend, NoBackend, usableBackends } from './self-test.ts';

export interface TfjsClassifier extends Classifier {
  readonly backend: BackendReport;
}

export interface TfjsClassifierOptions {
  /** Folder of the tfjs wasm files, ending in a slash. */
  readonly wasmUrl: string;
  /** Those to try; all where it is not given. */
  readonly backends?: readonly BackendName[] | undefined;
  /** How many windows a call mostly brings, for the self-test; 1 where it is not given. */
  readonly together?: number;
  /** The self-test; given in tests to begin with a certain backend. */
  readonly choose?: typeof chooseBackend;
  /** Told when a backend was lost and the next one took its place. */
  readonly onBackendChanged?: (report: BackendReport) => void;
}

/** A window that is not length x features, or an answer that is not a number. */
export class PredictionFailed extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'PredictionFailed';
  }
}

/**
 * Runs a bundle on the fastest correct backend; a lost one gives way to the next fastest.
 * One call at a time.
 * @throws NoBackend
 */
export async function openTfjsClassifier(
  bundle: NetworkBundle,
  options: TfjsClassifierOptions,
): Promise<TfjsClassifier> {
  const { manifest } = bundle;
  const network = networkOf(bundle);
  const windowSize = network.length * network.featureCount;
  const choose = options.choose ?? chooseBackend;
  let report = await choose(
    bundle,
    options.wasmUrl,
    options.backends ?? BACKENDS,
    options.together,
  );
  let runner: NetworkRunner | null = null;
  let closed = false;

  const drop = () => {
    try {
      runner?.close();
    } catch {
      // Its backend is gone, and its memory with it.
    }
    runner = null;
  };

  const start = async (backend: BackendName) => {
    const started = await openRunner(backend, network, options.wasmUrl);
    runner = started;
    void started.lost.then(() => {
      if (runner === started) drop();
    });
    return started;
  };

  const fallBack = async (): Promise<NetworkRunner> => {
    const trials = report.trials.map((trial) =>
      trial.backend === report.chosen ? ({ ...trial, outcome: 'unavailable' } as const) : trial,
    );
    const [next] = usableBackends(trials);
    if (next === undefined) throw new NoBackend(trials);
    report = { chosen: next, trials };
    drop();
    const started = await start(next);
    options.onBackendChanged?.(report);
    return started;
  };

  const run = async (values: Float32Array, count: number): Promise<Float32Array> => {
    for (;;) {
      try {
        return await (runner ?? (await fallBack())).run(values, count);
      } catch (cause) {
        if (cause instanceof NoBackend) throw cause;
        drop();
      }
    }
  };

  const predictBatch = async (windows: readonly Float32Array[]) => {
    if (closed) throw new PredictionFailed('The model was closed.');
    if (windows.length === 0) return [];
    const values = new Float32Array(windows.length * windowSize);
    windows.forEach((window, index) => {
      if (window.length !== windowSize) {
        throw new PredictionFailed(
          `A window has ${window.length} values, the model needs ${windowSize}.`,
        );
      }
      values.set(scaled(window, manifest.scaler), index * windowSize);
    });
    const output = await run(values, windows.length);
    const width = manifest.labels.length;
    if (output.length !== windows.length * width) {
      throw new PredictionFailed(
        `The model answers with ${output.length / windows.length} values, it has ${width} labels.`,
      );
    }
    if (!output.every((value) => Number.isFinite(value))) {
      throw new PredictionFailed('The model answered with something that is not a number.');
    }
    return windows.map((_, index): readonly Probability[] =>
      calibrated(
        Array.from(output.subarray(index * width, (index + 1) * width)),
        manifest.calibration,
      ).map(probability),
    );
  };

  await start(report.chosen);
  return {
    labels: manifest.labels,
    modelId: manifest.id,
    get backend() {
      return report;
    },
    predictBatch,
    predict: async (values) => (await predictBatch([values]))[0] ?? [],
    close: () => {
      closed = true;
      drop();
    },
  };
}
