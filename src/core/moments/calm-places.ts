import { durationMs, elapsed, type DurationMs, type TimestampMs, timestampMs } from '../units.ts';

/** Where a question disturbs least. */
export interface CalmPlace {
  /**
   * `paused`: the student stopped the lecture; `looked_back`: they looked away and are back;
   * `quiet`: the captions say that nobody speaks.
   */
  readonly place: 'paused' | 'looked_back' | 'quiet';
  /** The end of the seconds that a question would be about. */
  readonly moment: TimestampMs;
}

export interface LectureNow {
  readonly at: TimestampMs;
  /** null until its medium is known. */
  readonly player: 'playing' | 'paused' | 'ended' | null;
  /** Whether nobody speaks, as the captions have it; null without captions. */
  readonly quiet: boolean | null;
}

export interface CalmPlaces {
  /** A few times a second; null: no place to ask at. */
  look(now: LectureNow): CalmPlace | null;
  /** The student's look away is over. */
  lookedBack(at: TimestampMs, lasted: DurationMs): void;
}

/** A jump within the lecture pauses it for an instant. */
const SETTLED = durationMs(2000);
/** After this, nobody knows any more what was. */
const FRESH = durationMs(10_000);
const SILENCE = durationMs(1500);
/** A shorter look away is no stretch of the five seconds that an answer is of. */
const LOOKED_AWAY = durationMs(3000);

const within = (from: TimestampMs, at: TimestampMs, least: number, most: number): boolean =>
  elapsed(from, at) >= least && elapsed(from, at) <= most;

/** Never while something is said, as far as captions tell. */
export function createCalmPlaces(): CalmPlaces {
  let wasPlaying = false;
  let pausedAt: TimestampMs | null = null;
  let quietSince: TimestampMs | null = null;
  let backAt: TimestampMs | null = null;
  return {
    look({ at, player, quiet }) {
      if (player === 'playing') pausedAt = null;
      else if (player === 'paused' && wasPlaying) pausedAt = at;
      wasPlaying = player === 'playing';
      if (player === 'playing' && quiet === true) quietSince ??= at;
      else quietSince = null;
      if (player === null || player === 'ended') return null;
      const speaks = player === 'playing' && quiet === false;
      if (backAt !== null && !speaks && within(backAt, at, 0, FRESH)) {
        return { place: 'looked_back', moment: backAt };
      }
      if (pausedAt !== null && within(pausedAt, at, SETTLED, FRESH)) {
        return { place: 'paused', moment: pausedAt };
      }
      if (quietSince !== null && within(quietSince, at, SILENCE, FRESH)) {
        return { place: 'quiet', moment: timestampMs(quietSince + SILENCE) };
      }
      return null;
    },
    lookedBack(at, lasted) {
      if (lasted >= LOOKED_AWAY) backAt = at;
    },
  };
}
