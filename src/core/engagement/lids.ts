import type { TimestampMs } from '../units.ts';
import { createBlinkDetector, type Blink } from './blinks.ts';
import { createClosureLevel } from './closure-level.ts';
import { createClosureDetector } from './closures.ts';

/** One moment of a person's lids. */
export interface LidReading {
  /** The blink that ends here, if one does. */
  readonly blink: Blink | null;
  /** AU45 from which this person's eyes count as closed. */
  readonly closedLevel: number;
  /** Since when they are, without a break; null while open. */
  readonly closedSince: TimestampMs | null;
}

export interface LidReader {
  /** A sample of AU45 in order of time. */
  push(at: TimestampMs, au45: number): LidReading;
  closedSince(): TimestampMs | null;
}

/** Blinks and closed eyes of one person, by the depth of their own blinks. */
export function createLidReader(): LidReader {
  const blinks = createBlinkDetector();
  const level = createClosureLevel();
  const closures = createClosureDetector();
  return {
    push(at, au45) {
      const blink = blinks.push(at, au45);
      if (blink !== null) level.blinked(blink.peak);
      const closedLevel = level.current();
      return { blink, closedLevel, closedSince: closures.push(at, au45, closedLevel) };
    },
    closedSince: () => closures.closedSince(),
  };
}
