import { at } from '../numeric/at.ts';
import type { Random } from '../ports.ts';
import { type FigureInterval, personIntervals } from './person-bootstrap.ts';

export interface Difference {
  readonly parent: number | null;
  readonly candidate: number | null;
  /** Candidate less parent; null where either does not exist. */
  readonly value: number | null;
  readonly interval: FigureInterval;
}

export interface PairedRows<Row> {
  /** Whose row it is; drawn together. */
  readonly groups: readonly string[];
  readonly parent: readonly Row[];
  readonly candidate: readonly Row[];
}

/**
 * How much higher a figure is for the candidate than for its parent on the very same rows, with an
 * interval over groups: both meet each draw, so what makes rows easy or hard falls out (Efron &
 * Tibshirani 1993, chapter 10). `figure` gets a predictor's rows and their indices. Yields after every
 * draw.
 */
export function* pairedDifference<Row>(
  { groups, parent, candidate }: PairedRows<Row>,
  figure: (rows: readonly Row[], indices: readonly number[]) => number | null,
  resampling: { readonly random: Random; readonly resamples: number; readonly level: number },
): Generator<number, Difference> {
  const both = (indices: readonly number[]) => {
    const of = (rows: readonly Row[]) =>
      figure(
        indices.map((index) => at(rows, index)),
        indices,
      );
    const [before, after] = [of(parent), of(candidate)];
    return { before, after, value: before === null || after === null ? null : after - before };
  };
  const all = groups.map((_, index) => index);
  const { before, after, value } = both(all);
  const [interval = { kind: 'none', reason: 'never_existed' } as const] = yield* personIntervals(
    groups,
    (times) =>
      times === null
        ? [value]
        : [both(all.flatMap((row) => new Array<number>(times[row] ?? 0).fill(row))).value],
    resampling,
  );
  return { parent: before, candidate: after, value, interval };
}
