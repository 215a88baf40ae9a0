import { createPulseDetector, type Pulse, type PulseRules } from '../numeric/pulse-detector.ts';
import { durationMs, elapsed, type TimestampMs } from '../units.ts';
import type { Moment } from './moment.ts';

/** Why these: docs/EVENTS.md. */
export const NOD_RULES: PulseRules & { readonly apart: number } = {
  rise: 5,
  within: durationMs(500),
  startsBelow: Infinity,
  undone: 0.6,
  shortest: durationMs(80),
  longest: durationMs(800),
  maxGap: durationMs(250),
  /** Nods further apart than this, milliseconds, are two events. */
  apart: 700,
};

/** So long after one nod the next may still be found, if it began soon enough. */
const WAIT = NOD_RULES.apart + NOD_RULES.longest;

export interface Nods {
  readonly from: Moment;
  readonly to: Moment;
  readonly count: number;
  /** The deepest, degrees. */
  readonly deepest: number;
}

export interface NodDetector {
  /** The head's pitch, degrees down, in order of time, or null; the nods that are over by now. */
  push(at: TimestampMs, pitch: number | null): Nods | null;
  /** Nothing more will be seen. */
  end(): Nods | null;
}

const isOver = (nods: Nods, at: TimestampMs, next: Pulse | null): boolean =>
  next === null ? elapsed(nods.to.at, at) > WAIT : elapsed(nods.to.at, next.from) > NOD_RULES.apart;

/**
 * Nods are short pulses of the head's pitch, down and up again; those that follow close are one
 * event. `momentAt` tells where the lecture stood a moment ago.
 */
export function createNodDetector(momentAt: (time: TimestampMs) => Moment): NodDetector {
  const pulses = createPulseDetector(NOD_RULES);
  let open: Nods | null = null;

  const close = (): Nods | null => {
    const nods = open;
    open = null;
    return nods;
  };

  return {
    push(at, pitch) {
      const pulse = pitch === null ? null : pulses.push(at, pitch);
      const over = open !== null && isOver(open, at, pulse) ? close() : null;
      if (pulse !== null) {
        const { from, to, rise } = pulse;
        open = {
          from: open?.from ?? momentAt(from),
          to: momentAt(to),
          count: (open?.count ?? 0) + 1,
          deepest: Math.max(open?.deepest ?? 0, rise),
        };
      }
      return over;
    },
    end() {
      pulses.reset();
      return close();
    },
  };
}
