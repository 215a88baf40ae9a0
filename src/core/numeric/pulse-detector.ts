import { elapsed, timestampMs, type DurationMs, type TimestampMs } from '../units.ts';

export interface PulseRules {
  /** A pulse is a rise by this much above the lowest value … */
  readonly rise: number;
  /** … of this time before. */
  readonly within: DurationMs;
  /** The lowest value has to lie below this. */
  readonly startsBelow: number;
  /** It is over when this share of the rise is undone; more than half, so that a tremble is one pulse. */
  readonly undone: number;
  /** What is shorter or longer is none. */
  readonly shortest: DurationMs;
  readonly longest: DurationMs;
  /** Values further apart say nothing about the time in between. */
  readonly maxGap: DurationMs;
}

export interface Pulse {
  /** Where half of the rise is. */
  readonly from: TimestampMs;
  /** Where the share `undone` of it is gone again. */
  readonly to: TimestampMs;
  readonly peak: number;
  readonly rise: number;
}

export interface PulseDetector {
  /** A value in order of time; the pulse that it ends, if it ends one. */
  push(at: TimestampMs, value: number): Pulse | null;
  /** Forgets what came before. */
  reset(): void;
}

interface Reading {
  readonly at: TimestampMs;
  readonly value: number;
}

interface Rising {
  /** From the valley up to the peak; times of neither grow without bound. */
  readonly readings: Reading[];
  readonly valley: number;
  peak: number;
}

const crossing = (from: Reading, to: Reading, level: number): TimestampMs => {
  if (from.value === to.value) return to.at;
  const share = (level - from.value) / (to.value - from.value);
  return timestampMs(from.at + Math.min(1, Math.max(0, share)) * (to.at - from.at));
};

const halfUp = ({ readings, valley, peak }: Rising): TimestampMs | null => {
  const level = (valley + peak) / 2;
  const after = readings.findIndex(({ value }) => value >= level);
  const [from, to] = [readings[after - 1], readings[after]];
  return from === undefined || to === undefined ? null : crossing(from, to, level);
};

/**
 * Finds fast rises and their return, whatever the level that they start from: what the prominence
 * of a peak is to a finished recording, without looking ahead. Times are interpolated.
 */
export function createPulseDetector(rules: PulseRules): PulseDetector {
  let last: Reading | null = null;
  let lately: Reading[] = [];
  let rising: Rising | null = null;

  const startFrom = (readings: Reading[]): void => {
    rising = null;
    lately = readings;
  };

  const lookForRise = (now: Reading): void => {
    lately = lately.filter(({ at }) => elapsed(at, now.at) <= rules.within);
    const valley = lately.reduce((low, next) => (next.value <= low.value ? next : low), now);
    lately.push(now);
    if (now.value - valley.value < rules.rise || valley.value >= rules.startsBelow) return;
    const readings = lately.slice(lately.indexOf(valley));
    rising = { readings, valley: valley.value, peak: now.value };
  };

  const goOn = (found: Rising, before: Reading, now: Reading): Pulse | null => {
    if (now.value > found.peak) {
      found.peak = now.value;
      found.readings.push(now);
    }
    const { peak, valley } = found;
    const from = halfUp(found) ?? now.at;
    const over = peak - rules.undone * (peak - valley);
    const returned = now.value <= over;
    const to = returned ? crossing(before, now, over) : now.at;
    const lasted = elapsed(from, to);
    if (!returned && lasted <= rules.longest) return null;
    startFrom([now]);
    return lasted >= rules.shortest && lasted <= rules.longest
      ? { from, to, peak, rise: peak - valley }
      : null;
  };

  return {
    push(at, value) {
      if (last !== null && at <= last.at) return null;
      const before = last !== null && elapsed(last.at, at) <= rules.maxGap ? last : null;
      const now = { at, value };
      last = now;
      if (before === null) {
        startFrom([now]);
        return null;
      }
      if (rising !== null) return goOn(rising, before, now);
      lookForRise(now);
      return null;
    },
    reset() {
      last = null;
      startFrom([]);
    },
  };
}
