import { ENGAGEMENT_STATUSES } from '../../engagement/reading.ts';
import { LEARNING_STATES } from '../../models/prediction.ts';
import {
  PAUSES,
  PLAYERS,
  QUALITY_SUM,
  SCORES,
  SCORE_SUM,
  STATE_COUNTS,
  STATE_SUMS,
  STATUSES,
} from './contribution.ts';

/**
 * The kinds of figures, each with a family of sets of its own (disclosure.ts): score, statuses,
 * paused, then the learning states in their order.
 */
export const SCORE = 0;
export const STATUS = 1;
export const PAUSED = 2;
export const FIRST_STATE = 3;
export const FIGURE_KINDS = FIRST_STATE + LEARNING_STATES.length;

/**
 * What a student counts for at least among the others: a quarter of the best seen, so that among
 * five nobody ever has more than half of the say, and a mean is never nearly one student's value.
 */
const LEAST_WEIGHT = 0.25;

/** What `paused` is: the share of a student's time, or whether they paused at all. */
export type PauseMeasure = 'time_share' | 'at_all';

/** Sums of one kind of figure over students, each once. */
export interface FigureSums {
  students: number;
  weight: number;
  weighted: number;
  plain: number;
  squares: number;
  readonly statuses: Float64Array;
}

export const emptySums = (): FigureSums => ({
  students: 0,
  weight: 0,
  weighted: 0,
  plain: 0,
  squares: 0,
  statuses: new Float64Array(ENGAGEMENT_STATUSES.length),
});

export function clearSums(sums: FigureSums): void {
  sums.students = sums.weight = sums.weighted = sums.plain = sums.squares = 0;
  sums.statuses.fill(0);
}

/** Messages with a status: those with a camera. */
function statusCount(contribution: Float64Array): number {
  let count = 0;
  for (let i = 0; i < ENGAGEMENT_STATUSES.length; i++)
    count += contribution[STATUSES + i] as number;
  return count;
}

/** Whether this student has a say in figures of the kind. Who can't be seen at all has none. */
export function contributes(contribution: Float64Array, kind: number): boolean {
  switch (kind) {
    case SCORE:
      return (contribution[SCORES] as number) > 0 && (contribution[QUALITY_SUM] as number) > 0;
    case STATUS:
      return statusCount(contribution) > 0;
    case PAUSED:
      return (contribution[PLAYERS] as number) > 0;
    default:
      return (contribution[STATE_COUNTS + kind - FIRST_STATE] as number) > 0;
  }
}

function weightOf(contribution: Float64Array): number {
  const scores = contribution[SCORES] as number;
  if (scores === 0) return LEAST_WEIGHT;
  return Math.max(LEAST_WEIGHT, (contribution[QUALITY_SUM] as number) / (100 * scores));
}

/** The student's own mean or share; of a contribution that contributes, and of no statuses. */
export function valueOf(contribution: Float64Array, kind: number, pauses: PauseMeasure): number {
  if (kind === SCORE) return (contribution[SCORE_SUM] as number) / (contribution[SCORES] as number);
  if (kind === PAUSED) {
    const share = (contribution[PAUSES] as number) / (contribution[PLAYERS] as number);
    return pauses === 'at_all' ? Math.ceil(share) : share;
  }
  const state = kind - FIRST_STATE;
  return (
    (contribution[STATE_SUMS + state] as number) /
    (100 * (contribution[STATE_COUNTS + state] as number))
  );
}

/** Adds (`sign` 1) or takes away (-1) one student; one who contributes nothing changes nothing. */
export function countIn(
  sums: FigureSums,
  contribution: Float64Array,
  kind: number,
  pauses: PauseMeasure,
  sign: 1 | -1,
): void {
  if (!contributes(contribution, kind)) return;
  sums.students += sign;
  if (kind === STATUS) {
    const count = statusCount(contribution);
    for (let i = 0; i < sums.statuses.length; i++) {
      const share = (contribution[STATUSES + i] as number) / count;
      sums.statuses[i] = (sums.statuses[i] as number) + sign * share;
    }
    return;
  }
  const value = valueOf(contribution, kind, pauses);
  const weight = kind === PAUSED ? 1 : weightOf(contribution);
  sums.weight += sign * weight;
  sums.weighted += sign * weight * value;
  sums.plain += sign * value;
  sums.squares += sign * value * value;
}
