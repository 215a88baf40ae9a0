import { at } from '../../numeric/at.ts';
import { type TimestampMs, timestampMs } from '../../units.ts';
import type { LabelSpan } from '../label-track.ts';

/**
 * All take spans in order of time that do not overlap, and give such again; the spans given are left
 * as they are. A stretch that does not end after it begins changes nothing.
 */
export type Spans = readonly LabelSpan[];

/** Of a recording's time: from `from` on, before `to`. */
export type Stretch = Pick<LabelSpan, 'from' | 'to'>;

/** Position of the first span that ends after `moment`. */
export function firstAfter(spans: Spans, moment: TimestampMs): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(spans, middle).to > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The span that a moment lies in; null where nothing is said of it. */
export function spanAt(spans: Spans, moment: TimestampMs): LabelSpan | null {
  const span = spans[firstAfter(spans, moment)];
  return span !== undefined && span.from <= moment ? span : null;
}

/** Nothing is said of the stretch any more. */
export function erased(spans: Spans, { from, to }: Stretch): Spans {
  if (!(from < to)) return spans;
  const first = firstAfter(spans, from);
  let next = first;
  while (next < spans.length && at(spans, next).from < to) next++;
  if (first === next) return spans;
  const [begins, ends] = [at(spans, first), at(spans, next - 1)];
  return [
    ...spans.slice(0, first),
    ...(begins.from < from ? [{ ...begins, to: from }] : []),
    ...(ends.to > to ? [{ ...ends, from: to }] : []),
    ...spans.slice(next),
  ];
}

/** The stretch gets the word, in the place of what was said; it joins neighbours of the same word. */
export function painted(spans: Spans, { from, to, word }: LabelSpan): Spans {
  if (!(from < to)) return spans;
  const others = erased(spans, { from, to });
  const next = firstAfter(others, from);
  const [before, after] = [others[next - 1], others[next]];
  const joinsBefore = before?.to === from && before.word === word;
  const joinsAfter = after?.from === to && after.word === word;
  const whole = {
    from: joinsBefore ? before.from : from,
    to: joinsAfter ? after.to : to,
    word,
  };
  return [
    ...others.slice(0, joinsBefore ? next - 1 : next),
    whole,
    ...others.slice(joinsAfter ? next + 1 : next),
  ];
}

/**
 * The span begins or ends elsewhere, over others where it grows. One whose edge is moved to or past
 * its other edge goes. Throws RangeError where there is no span `index`.
 */
export function withEdge(
  spans: Spans,
  index: number,
  edge: 'from' | 'to',
  moment: TimestampMs,
): Spans {
  const span = at(spans, index);
  const moved = { ...span, [edge]: moment };
  return painted(erased(spans, span), moved);
}

/** The span that the moment lies in becomes two of the same word, the second from the moment on. */
export function splitAt(spans: Spans, moment: TimestampMs): Spans {
  const index = firstAfter(spans, moment);
  const span = spans[index];
  if (span === undefined || span.from >= moment) return spans;
  const halves = [
    { ...span, to: moment },
    { ...span, from: moment },
  ];
  return [...spans.slice(0, index), ...halves, ...spans.slice(index + 1)];
}

/** Milliseconds of which something is said. */
export const labelledTime = (spans: Spans): number =>
  spans.reduce((sum, { from, to }) => sum + (to - from), 0);

/** Milliseconds of each word, the longest first. */
export function timeOfWords(spans: Spans): readonly (readonly [word: string, time: number])[] {
  const times = new Map<string, number>();
  for (const { from, to, word } of spans) times.set(word, (times.get(word) ?? 0) + (to - from));
  return [...times].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

/** One end of a span. */
export interface NearEdge {
  readonly index: number;
  readonly edge: 'from' | 'to';
}

/** The edge that lies nearest to a moment, no further than `reach`; null where none does. */
export function edgeNear(spans: Spans, moment: number, reach: number): NearEdge | null {
  let nearest: NearEdge | null = null;
  let least = reach;
  const first = firstAfter(spans, timestampMs(moment - reach));
  for (let index = Math.max(0, first - 1); index < spans.length; index++) {
    const span = at(spans, index);
    if (span.from > moment + reach) break;
    for (const edge of ['from', 'to'] as const) {
      const away = Math.abs(span[edge] - moment);
      // Where two spans touch, the pointer's side tells which of them is meant.
      const isMeant = edge === 'from' ? moment >= span.from : moment < span.to;
      if (away > least || (away === least && !isMeant)) continue;
      nearest = { index, edge };
      least = away;
    }
  }
  return nearest;
}
