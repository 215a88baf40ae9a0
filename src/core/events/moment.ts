import { lectureTimeS, type LectureTimeS, type TimestampMs } from '../units.ts';

/** When something was, and where the lecture stood then. */
export interface Moment {
  readonly at: TimestampMs;
  /** null where no lecture is loaded. */
  readonly lectureTime: LectureTimeS | null;
}

/** A lecture that moved further than this many times the time passed was sought, not played. */
const FASTEST_PLAY = 4;
/** Players tell their position this coarsely, seconds. */
const COARSENESS = 0.25;

/** The moment at time `at` between two others; where the lecture jumped, that of the nearer one. */
export function momentBetween(from: Moment, to: Moment, at: TimestampMs): Moment {
  const share = to.at > from.at ? Math.min(1, Math.max(0, (at - from.at) / (to.at - from.at))) : 1;
  const nearer = share < 0.5 ? from : to;
  if (from.lectureTime === null || to.lectureTime === null) {
    return { at, lectureTime: nearer.lectureTime };
  }
  const moved = to.lectureTime - from.lectureTime;
  const seconds = (to.at - from.at) / 1000;
  const played = moved >= 0 && moved <= FASTEST_PLAY * seconds + COARSENESS;
  return {
    at,
    lectureTime: played ? lectureTimeS(from.lectureTime + share * moved) : nearer.lectureTime,
  };
}

export interface RecentMoments {
  add(moment: Moment): void;
  /** The moment at a time that lies no longer back than is remembered; else the oldest known. */
  readonly at: (time: TimestampMs) => Moment;
}

/** Remembers where the lecture stood over the last `span` milliseconds. */
export function createRecentMoments(span: number): RecentMoments {
  let moments: Moment[] = [];
  return {
    add(moment) {
      const kept = moments.findIndex(({ at }) => moment.at - at <= span);
      if (kept > 0) moments = moments.slice(kept);
      else if (kept < 0) moments = [];
      moments.push(moment);
    },
    at(time) {
      const after = moments.findIndex(({ at }) => at >= time);
      const to = moments[after];
      const from = moments[after - 1];
      if (to !== undefined && from !== undefined) return momentBetween(from, to, time);
      return { at: time, lectureTime: (to ?? moments.at(-1))?.lectureTime ?? null };
    },
  };
}
