import { elapsed, timestampMs, type DurationMs } from '../units.ts';
import { momentBetween, type Moment } from './moment.ts';

export interface SpanRules {
  /** It begins where the value reaches this … */
  readonly onset: number;
  /** … and is over where it falls below this; lower than `onset`, so that noise makes one event. */
  readonly offset: number;
  /** What is shorter is none. */
  readonly shortest: DurationMs;
  /** What is longer is none either; without it, anything lasts as long as it does. */
  readonly longest?: DurationMs;
  /** Dips below `offset` that are shorter than this do not end it. */
  readonly bridge: DurationMs;
  /** Values further apart say nothing about the time in between. */
  readonly maxGap: DurationMs;
}

export interface Span {
  readonly from: Moment;
  readonly to: Moment;
  /** The highest value, and what was noted with it. */
  readonly peak: number;
  readonly note: string | null;
  /** False where the view ended before the event did. */
  readonly seenToEnd: boolean;
}

export interface SpanDetector {
  /** A value in order of time; null: none can be had. The span that it ends, if it ends one. */
  push(moment: Moment, value: number | null, note?: string | null): Span | null;
  /** Nothing more will be seen: the span that was open, up to the last value. */
  end(): Span | null;
}

interface Value extends Moment {
  readonly value: number;
  readonly note: string | null;
}

interface Open {
  readonly from: Moment;
  peak: Value;
  /** Where the value last fell below `offset`, while it is there. */
  dip: Moment | null;
}

const crossing = (from: Value, to: Value, level: number): Moment => {
  const share = to.value === from.value ? 1 : (level - from.value) / (to.value - from.value);
  return momentBetween(from, to, timestampMs(from.at + share * (to.at - from.at)));
};

/**
 * Finds when a value is high: two thresholds, times where the straight line between two values
 * crosses them. A gap ends a span at the last value before it; nothing begins inside a gap.
 */
export function createSpanDetector(rules: SpanRules): SpanDetector {
  let last: Value | null = null;
  let open: Open | null = null;

  const close = (to: Moment, seenToEnd: boolean): Span | null => {
    const span = open;
    open = null;
    if (span === null) return null;
    const lasted = elapsed(span.from.at, to.at);
    const counts = lasted >= rules.shortest && lasted <= (rules.longest ?? Infinity);
    const { value: peak, note } = span.peak;
    return counts ? { from: span.from, to, peak, note, seenToEnd } : null;
  };

  const end = (): Span | null => {
    if (open === null || last === null) return null;
    return open.dip === null ? close(last, false) : close(open.dip, true);
  };

  const begin = (before: Value | null, now: Value): void => {
    if (now.value < rules.onset) return;
    const sawOnset = before !== null && before.value < rules.onset;
    open = {
      from: sawOnset ? crossing(before, now, rules.onset) : now,
      peak: now,
      dip: null,
    };
  };

  const goOn = (span: Open, before: Value, now: Value): Span | null => {
    if (now.value > span.peak.value) span.peak = now;
    if (now.value >= rules.offset) span.dip = null;
    else span.dip ??= crossing(before, now, rules.offset);
    const over = span.dip !== null && elapsed(span.dip.at, now.at) >= rules.bridge;
    return over && span.dip !== null ? close(span.dip, true) : null;
  };

  return {
    push(moment, value, note = null) {
      if (last !== null && moment.at <= last.at) return null;
      const gap = last !== null && elapsed(last.at, moment.at) > rules.maxGap;
      const cut = gap ? end() : null;
      if (gap) last = null;
      if (value === null || !Number.isFinite(value)) return cut;
      const before = last;
      const now = { at: moment.at, lectureTime: moment.lectureTime, value, note };
      last = now;
      const ended = open !== null && before !== null ? goOn(open, before, now) : null;
      if (open === null && ended === null) begin(before, now);
      return cut ?? ended;
    },
    end() {
      const cut = end();
      open = null;
      last = null;
      return cut;
    },
  };
}
