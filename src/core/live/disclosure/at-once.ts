import { indicesOf, type MemberSet } from './member-set.ts';

/** When somebody was heard of first, and last; Infinity for who is here. */
export interface Stay {
  readonly from: number;
  readonly to: number;
}

/** Moments that are looked at. */
const MOST_MOMENTS = 64;
/** Of a large set, so many times the number that is looked for are looked at first. */
const FEW = 4;

/**
 * Whether `least` of the set were here at once. A pseudonym is of one session: who comes after
 * somebody has left may be somebody new or not, so that only those who were here together are surely
 * different people. False where it could not be found in a bounded time.
 */
export function wereHereAtOnce(
  set: MemberSet,
  least: number,
  stayOf: (index: number) => Stay,
): boolean {
  const all = indicesOf(set);
  const step = Math.ceil(all.length / (FEW * least));
  const few = all.filter((_, i) => i % step === 0);
  return areAtOnce(few.map(stayOf), least) || (step > 1 && areAtOnce(all.map(stayOf), least));
}

function areAtOnce(stays: readonly Stay[], least: number): boolean {
  const step = Math.ceil(stays.length / MOST_MOMENTS);
  // Most are there when somebody comes; the latest first, since few have gone by then.
  for (let i = stays.length - 1; i >= 0; i -= step) {
    const moment = (stays[i] as Stay).from;
    let here = 0;
    for (const { from, to } of stays) {
      if (from <= moment && moment <= to) here++;
      if (here >= least) return true;
    }
  }
  return false;
}
