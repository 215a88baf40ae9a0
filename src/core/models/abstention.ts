import * as v from 'valibot';
import { argMax } from '../evaluation/confusion-matrix.ts';
import type { OutputKind } from './output-kind.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * From which calibrated probability on a label is shown: the lowest at which the validation windows
 * that are called so come out right often enough. Null: none supports showing it.
 */
export const ABSTENTION = v.object({
  /** Least share of right calls that was asked for; more where the label is that common anyway. */
  leastPrecision: share,
  labels: v.pipe(
    v.array(
      v.object({
        label: v.string(),
        threshold: v.nullable(share),
        /** Of the validation windows called so above the threshold; null where there is none. */
        precision: v.nullable(share),
        windows: count,
        /** Share of all validation windows of which the label is true. */
        baseRate: share,
      }),
    ),
    v.readonly(),
  ),
});
export type Abstention = Readonly<v.InferOutput<typeof ABSTENTION>>;

/** Positions of the labels that a row of calibrated probabilities supports; none: it abstains. */
export function supportedLabels(
  row: readonly number[],
  output: OutputKind,
  { labels }: Abstention,
): readonly number[] {
  const above = (label: number): boolean => {
    const threshold = labels[label]?.threshold ?? null;
    return threshold !== null && (row[label] ?? 0) >= threshold;
  };
  if (output === 'independent') return row.map((_, label) => label).filter(above);
  const called = argMax(row);
  return above(called) ? [called] : [];
}
