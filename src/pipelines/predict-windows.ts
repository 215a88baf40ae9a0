import type { PredictionRow } from '#core/csv/predictions.ts';
import type { FeatureCsvRow, FeatureReading, FeaturesCsv } from '#core/csv/read-features.ts';
import { heldWindow } from '#core/dataset/labelled-window.ts';
import type { AbstentionReason } from '#core/models/prediction.ts';
import type { Classifier } from '#core/ports.ts';
import { inputOf, type ModelSignal } from '#core/signals/model-signals.ts';
import { type Probability, type TimestampMs, timestampMs } from '#core/units.ts';
import { createSlidingWindow, type WindowInput } from '#core/windows/sliding-window.ts';
import type { WindowContract } from '#core/windows/window.ts';

/** A window of the file, before the model saw it. */
type FileWindow = Pick<PredictionRow, 'row' | 'timestampS'> &
  (
    | { readonly kind: 'ready'; readonly values: Float32Array }
    | { readonly kind: 'abstained'; readonly reason: AbstentionReason }
  );

const BATCH = 256;

/** What a file is predicted with. */
export interface WindowPredictor {
  readonly classifier: Classifier;
  /** That the classifier was trained on. */
  readonly signal: ModelSignal;
  readonly contract: WindowContract;
  /** Whether an answer is sure enough to be given; every one where not given. */
  readonly isSupported?: ((probabilities: readonly Probability[]) => boolean) | undefined;
}

const asInput = (at: TimestampMs, reading: FeatureReading): WindowInput =>
  reading.kind === 'face'
    ? { kind: 'face', capturedAt: at, features: reading.features }
    : { kind: 'absent', capturedAt: at, reason: reading.reason };

/** The very windows that a live session makes of the same samples. */
async function* slidingWindows(
  rows: AsyncIterable<FeatureCsvRow>,
  { contract, signal }: WindowPredictor,
): AsyncGenerator<FileWindow> {
  const window = createSlidingWindow(contract, signal.features.length);
  for await (const { row, timestampS, reading } of rows) {
    const input = asInput(timestampMs((timestampS ?? 0) * 1000), reading);
    for (const state of window.push(inputOf(signal, input))) {
      yield state.kind === 'ready'
        ? { row, timestampS: state.endsAt / 1000, kind: 'ready', values: state.values }
        : { row, timestampS: state.at / 1000, kind: 'abstained', reason: state.reason };
    }
  }
}

/** Each still alone, held for a window's length: nothing is carried from one to the next. */
async function* stillWindows(
  rows: AsyncIterable<FeatureCsvRow>,
  { contract, signal }: WindowPredictor,
): AsyncGenerator<FileWindow> {
  for await (const { row, reading } of rows) {
    const input = inputOf(signal, asInput(timestampMs(0), reading));
    yield input.kind === 'face'
      ? {
          row,
          timestampS: null,
          kind: 'ready',
          values: heldWindow(input.features, contract.length),
        }
      : { row, timestampS: null, kind: 'abstained', reason: 'absent' };
  }
}

async function classified(
  batch: readonly FileWindow[],
  { classifier, isSupported }: WindowPredictor,
): Promise<PredictionRow[]> {
  const ready = batch.filter((window) => window.kind === 'ready');
  const answers = (await classifier.predictBatch(ready.map(({ values }) => values))).values();
  return batch.map((window): PredictionRow => {
    const { row, timestampS } = window;
    if (window.kind === 'abstained') {
      return { row, timestampS, outcome: { kind: 'abstained', reason: window.reason } };
    }
    const { value } = answers.next();
    if (value === undefined) throw new RangeError('the classifier gave fewer answers than asked');
    return isSupported?.(value) === false
      ? { row, timestampS, outcome: { kind: 'abstained', reason: 'low_confidence' } }
      : { row, timestampS, outcome: { kind: 'predicted', probabilities: value } };
  });
}

/**
 * One result per window of a features file, in order: per grid sample of a sequence, per row of a
 * set of stills. Rows become those of the model's signal first, to which a missing face may be
 * evidence. Streams; holds one batch. Throws CsvError at the first row that cannot be read.
 */
export async function* predictWindows(
  csv: Pick<FeaturesCsv, 'timed' | 'rows'>,
  predictor: WindowPredictor,
): AsyncGenerator<PredictionRow> {
  const windows = csv.timed
    ? slidingWindows(csv.rows, predictor)
    : stillWindows(csv.rows, predictor);
  let batch: FileWindow[] = [];
  for await (const window of windows) {
    batch.push(window);
    if (batch.length === BATCH) {
      yield* await classified(batch, predictor);
      batch = [];
    }
  }
  yield* await classified(batch, predictor);
}
