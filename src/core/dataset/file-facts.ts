import { at } from '../numeric/at.ts';
import { elapsed, type DurationMs, type TimestampMs } from '../units.ts';
import type { LabelFacts } from './label-rule.ts';

export const NO_FACTS: LabelFacts = { levels: null, status: null, className: null };

/** What a data set says of one file; null where it says nothing. */
export type FileFacts =
  /** Of the whole of it. */
  | { readonly kind: 'file'; readonly facts: LabelFacts }
  /** Row by row; one for every row of the file. */
  | { readonly kind: 'rows'; readonly facts: readonly (LabelFacts | null)[] }
  /** Of moments on the file's own timeline, in their order. */
  | { readonly kind: 'moments'; readonly moments: readonly FactsAt[] }
  /** Of stretches of the file's own timeline, in their order and without overlap. */
  | { readonly kind: 'spans'; readonly spans: readonly FactsSpan[] };

/** From `from` on, before `to`. */
export interface FactsSpan {
  readonly from: TimestampMs;
  readonly to: TimestampMs;
  readonly facts: LabelFacts;
}

export interface FactsAt {
  readonly at: TimestampMs;
  readonly facts: LabelFacts;
}

/** Position of the last of `count` whose time is not after `moment`; -1 where all are. */
function lastUntil(count: number, timeOf: (index: number) => number, moment: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(middle) <= moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Timestamps are often rounded to milliseconds, as the grid's tolerance has it. */
const ROUNDING_MS = 0.6;

/** What rows say of a moment: the newest row that is not after it. */
export function factsOfRow(
  facts: readonly (LabelFacts | null)[],
  times: readonly TimestampMs[],
  moment: TimestampMs,
): LabelFacts | null {
  const row = lastUntil(times.length, (index) => at(times, index), moment + ROUNDING_MS);
  return row < 0 ? null : (facts[row] ?? null);
}

/** What the nearest moment says, where it lies no further away than `tolerance`. */
export function factsNear(
  moments: readonly FactsAt[],
  moment: TimestampMs,
  tolerance: DurationMs,
): LabelFacts | null {
  const before = lastUntil(moments.length, (index) => at(moments, index).at, moment);
  let nearest: FactsAt | null = null;
  for (const candidate of [moments[before], moments[before + 1]]) {
    if (candidate === undefined) continue;
    const away = Math.abs(elapsed(moment, candidate.at));
    if (away > tolerance + ROUNDING_MS) continue;
    if (nearest === null || away < Math.abs(elapsed(moment, nearest.at))) nearest = candidate;
  }
  return nearest?.facts ?? null;
}

/** What is said of a moment by the span that it lies in. */
export function factsOfSpan(spans: readonly FactsSpan[], moment: TimestampMs): LabelFacts | null {
  const last = spans[lastUntil(spans.length, (index) => at(spans, index).from, moment)];
  return last !== undefined && moment < last.to ? last.facts : null;
}
