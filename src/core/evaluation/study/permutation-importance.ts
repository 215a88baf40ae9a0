import * as v from 'valibot';
import type { PredictedWindow } from '../../models/bundle-predictor.ts';
import { at } from '../../numeric/at.ts';
import { shuffled } from '../../numeric/seeded-random.ts';
import type { Random } from '../../ports.ts';

/**
 * For each window the one whose curves it is lent: all windows of the same padding are one pool,
 * whoever is in them and whatever is true of them, so that a feature is as good as absent and still
 * looks like itself.
 */
export function donorsOf(
  windows: readonly Pick<PredictedWindow, 'padding'>[],
  random: Random,
): Uint32Array<ArrayBuffer> {
  const donors = new Uint32Array(windows.length);
  for (const padding of new Set(windows.map((window) => window.padding))) {
    const pool = [...windows.keys()].filter((index) => at(windows, index).padding === padding);
    const mixed = shuffled(pool, random);
    pool.forEach((index, position) => {
      donors[index] = at(mixed, position);
    });
  }
  return donors;
}

/** Windows (length x features) whose `features` are their donors', each feature's whole curve. */
export const withLentCurves = (
  windows: readonly PredictedWindow[],
  features: readonly number[],
  donors: ArrayLike<number>,
  featureCount: number,
): PredictedWindow[] =>
  windows.map(({ values, padding }, index) => {
    const lent = at(windows, donors[index] as number).values;
    const mixed = new Float32Array(values);
    for (let start = padding * featureCount; start < values.length; start += featureCount) {
      for (const feature of features) mixed[start + feature] = lent[start + feature] as number;
    }
    return { values: mixed, padding };
  });

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Over repeats: the mean and the sample deviation (null of one repeat alone). */
const spread = v.object({ mean: finite, deviation: v.nullable(finite) });
const weighed = v.object({
  /** Of the feature or the group. */
  name: v.string(),
  /** How much lower macro-F1 is with the curves of others. */
  macroF1Drop: spread,
  /** How much higher the log loss is, in nats. */
  logLossRise: spread,
});

/** How much a model leans on each feature (Breiman 2001, with windows for trees' own samples). */
export const IMPORTANCE = v.object({
  windows: count,
  persons: count,
  repeats: count,
  seed: count,
  /** Of the windows as they are. */
  base: v.object({ macroF1: finite, logLoss: finite }),
  features: v.pipe(v.array(weighed), v.readonly()),
  groups: v.pipe(v.array(weighed), v.readonly()),
});
export type Importance = Readonly<v.InferOutput<typeof IMPORTANCE>>;
export type WeighedFeature = Readonly<v.InferOutput<typeof weighed>>;
export type Spread = Readonly<v.InferOutput<typeof spread>>;

/** Throws RangeError of nothing. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('there is no repeat to take a mean of');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    deviation: values.length < 2 ? null : Math.sqrt(squares / (values.length - 1)),
  };
}
