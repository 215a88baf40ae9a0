import { realRows } from '#core/dataset/cut-windows.ts';
import { type ColumnMoments, columnMoments } from '#core/dataset/scaler.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { attributing } from '#core/evaluation/study/attribution.ts';
import { maskFeatures } from '#core/evaluation/study/mask-features.ts';
import type { Explanation } from '#core/lab/judge/run-judgement.ts';
import type { BundlePredictor, PredictedWindow } from '#core/models/bundle-predictor.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { type ModelSignal, modelSignal } from '#core/signals/model-signals.ts';
import { nextTurn } from '../next-turn.ts';

/** Pairs of orders: of 22 features 1,346 windows are asked for. */
const PAIRS = 32;
const TOGETHER = 4;

export function signalOf(manifest: BundlePredictor['manifest']): ModelSignal {
  const signal = modelSignal(manifest.signal);
  if (signal === null) throw new RangeError(`there is no signal ${manifest.signal.name} here`);
  return signal;
}

/** Of each feature what it mostly is on the training side, and how far it spreads. */
export const momentsOf = (train: readonly PredictedWindow[], featureCount: number): ColumnMoments =>
  columnMoments(
    train.map((window) => realRows(window, featureCount)),
    featureCount,
  );

export interface ExplainOptions {
  /** Position in `test`. */
  readonly index: number;
  readonly seed: number;
  readonly pairs?: number;
  readonly onOrders?: (done: number, all: number) => void;
  readonly abort?: AbortSignal;
}

/**
 * Which features moved the prediction of one window, against one in which each stands at its mean
 * of the training side. Gives way after every few orders. Throws RangeError where there is no such
 * window; rejects with the reason of `abort`.
 */
export async function explainWindow(
  predictor: BundlePredictor,
  {
    train,
    test,
  }: { readonly train: readonly PredictedWindow[]; readonly test: readonly SourcedWindow[] },
  options: ExplainOptions,
): Promise<Explanation> {
  const { index, seed, pairs = PAIRS, onOrders, abort } = options;
  const { values, padding } = at(test, index);
  const signal = signalOf(predictor.manifest);
  const featureCount = signal.features.length;
  const { mean, deviation } = momentsOf(train, featureCount);
  const random = seededRandom(seed);
  const steps = attributing({ featureCount, pairs, together: TOGETHER, random });
  let orders = -1;
  let step = steps.next([]);
  while (step.done !== true) {
    abort?.throwIfAborted();
    const masked = step.value.map((kept): PredictedWindow => {
      return { values: maskFeatures(values, padding, kept, mean), padding };
    });
    step = steps.next(await predictor.probabilities(masked));
    orders += 1;
    onOrders?.(Math.min(pairs, orders * TOGETHER), pairs);
    await nextTurn();
  }
  const rows = realRows({ values, padding }, featureCount);
  return {
    index,
    attribution: step.value,
    rateHz: predictor.manifest.window.rateHz,
    features: signal.features.map(({ name, unit }, feature) => ({
      name,
      unit,
      mean: at(mean, feature),
      deviation: at(deviation, feature),
      curve: Array.from({ length: rows.length / featureCount }, (_, row) =>
        at(rows, row * featureCount + feature),
      ),
    })),
  };
}
