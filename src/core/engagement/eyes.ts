import type { DurationMs, Probability, TimestampMs } from '../units.ts';
import { durationMs, elapsed } from '../units.ts';
import { createBlinkDetector } from './blinks.ts';
import { createPerclos, PERCLOS_RULES } from './perclos.ts';

export interface EyeReading {
  /** How long the eyes have been closed without a break; 0 while open. */
  readonly closedFor: DurationMs;
  readonly perclos: Probability | null;
  /** Blinks per minute of seen time; null until enough was seen. */
  readonly blinkRate: number | null;
}

export interface EyeMeter {
  /** A sample of AU45 in order of time. */
  push(at: TimestampMs, au45: number): EyeReading;
  /** As of `at`, without a new sample. */
  current(at: TimestampMs): EyeReading;
}

/** Blinks, closures and PERCLOS of one person from AU45. */
export function createEyeMeter(): EyeMeter {
  const detector = createBlinkDetector();
  const perclos = createPerclos();
  let blinks: TimestampMs[] = [];

  const blinkRate = (at: TimestampMs): number | null => {
    blinks = blinks.filter((blink) => elapsed(blink, at) < PERCLOS_RULES.window);
    const seen = perclos.seen(at);
    return seen < PERCLOS_RULES.enough ? null : (blinks.length * 60_000) / seen;
  };

  const current = (at: TimestampMs): EyeReading => {
    const since = detector.closedSince();
    return {
      closedFor: since === null ? durationMs(0) : elapsed(since, at),
      perclos: perclos.share(at),
      blinkRate: blinkRate(at),
    };
  };

  return {
    push(at, au45) {
      perclos.push(at, au45);
      const blink = detector.push(at, au45);
      if (blink !== null) blinks.push(blink.to);
      return current(at);
    },
    current,
  };
}
