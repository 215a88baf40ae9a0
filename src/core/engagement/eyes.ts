import type { DurationMs, Probability, TimestampMs } from '../units.ts';
import { durationMs, elapsed } from '../units.ts';
import { createLidReader } from './lids.ts';
import { createPerclos, PERCLOS_RULES } from './perclos.ts';

export interface EyeReading {
  /** How long the eyes have been closed without a break; 0 while open. */
  readonly closedFor: DurationMs;
  readonly perclos: Probability | null;
  /** Blinks per minute of seen time; null until enough was seen. */
  readonly blinkRate: number | null;
  /** Closures of a second or more in the last minute, one that goes on among them. */
  readonly longClosures: number;
}

export interface EyeMeter {
  /** A sample of AU45 in order of time. */
  push(at: TimestampMs, au45: number): EyeReading;
  /** As of `at`, without a new sample. */
  current(at: TimestampMs): EyeReading;
}

/** Far from any blink (Stern et al. 1984), and what microsleeps are counted from. */
const LONG_CLOSURE = durationMs(1000);

/** Blinks, closures and PERCLOS of one person from AU45. */
export function createEyeMeter(): EyeMeter {
  const lids = createLidReader();
  const perclos = createPerclos();
  let blinks: TimestampMs[] = [];
  /** Onsets; the newest may be one that goes on. */
  let longClosures: TimestampMs[] = [];

  const forget = (times: TimestampMs[], at: TimestampMs): TimestampMs[] =>
    times.some((time) => elapsed(time, at) >= PERCLOS_RULES.window)
      ? times.filter((time) => elapsed(time, at) < PERCLOS_RULES.window)
      : times;

  const current = (at: TimestampMs): EyeReading => {
    blinks = forget(blinks, at);
    longClosures = forget(longClosures, at);
    const since = lids.closedSince();
    const seen = perclos.seen(at);
    return {
      closedFor: since === null ? durationMs(0) : elapsed(since, at),
      perclos: perclos.share(at),
      blinkRate: seen < PERCLOS_RULES.enough ? null : (blinks.length * 60_000) / seen,
      longClosures: longClosures.length,
    };
  };

  return {
    push(at, au45) {
      const { blink, closedLevel, closedSince } = lids.push(at, au45);
      if (blink !== null) blinks.push(blink.to);
      if (
        closedSince !== null &&
        elapsed(closedSince, at) >= LONG_CLOSURE &&
        (longClosures.at(-1) ?? Number.NEGATIVE_INFINITY) < closedSince
      ) {
        longClosures.push(closedSince);
      }
      perclos.push(at, au45, closedLevel);
      return current(at);
    },
    current,
  };
}
