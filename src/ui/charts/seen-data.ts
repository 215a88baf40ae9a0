import { SPAN_EVENTS, type SessionEvent, type SpanEventType } from '#core/sessions/records.ts';
import type { Timeline } from '#core/sessions/timeline.ts';
import { durationMs, elapsed, type DurationMs, type TimestampMs } from '#core/units.ts';
import type { TimeAxis } from './time-axis.ts';

/** A span of behaviour as a session's event tells it. */
export interface SeenSpan {
  readonly event: SessionEvent;
  readonly duration: DurationMs;
  /** On the axis, seconds; null where it has no place there. */
  readonly at: { readonly x1: number; readonly x2: number } | null;
}

/** All of one kind that was seen. */
export interface SeenKind {
  readonly type: SpanEventType;
  readonly spans: readonly SeenSpan[];
  readonly total: DurationMs;
  readonly longest: DurationMs;
}

/** Blinks a minute in a stretch of the axis. */
export interface BlinkBar {
  readonly x1: number;
  readonly x2: number;
  readonly perMinute: number;
}

export const isSpan = ({ type }: SessionEvent): boolean =>
  SPAN_EVENTS.some((span) => span === type);

const seconds = (value: SessionEvent['data'][string] | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

function placeOf(
  event: SessionEvent,
  lasted: number,
  startedAt: TimestampMs,
  axis: TimeAxis,
): SeenSpan['at'] {
  if (axis === 'session') {
    const x1 = elapsed(startedAt, event.at) / 1000;
    return { x1, x2: x1 + lasted };
  }
  const x1 = event.lectureTime;
  if (x1 === null) return null;
  const end = seconds(event.data['offset_lecture_s']);
  // A lecture that was moved backwards meanwhile, or further than it could play, was sought.
  const played = end !== null && end >= x1 && end - x1 <= 4 * lasted;
  return { x1, x2: played ? end : x1 + lasted };
}

/** What says most about a lecture first. */
const ORDER = [
  'looking_away',
  'left',
  'head_turn',
  'eyes_closed',
  'yawn',
  'smile',
  'nod',
  'hand_raised',
  'hand_on_face',
  'second_person',
  'blink',
] as const satisfies readonly SpanEventType[];

/** What was seen of the student, by kind; kinds never seen are left out. */
export function seenKinds(
  events: readonly SessionEvent[],
  startedAt: TimestampMs,
  axis: TimeAxis,
): readonly SeenKind[] {
  return ORDER.flatMap((type): readonly SeenKind[] => {
    const spans = events
      .filter((event) => event.type === type)
      .map((event): SeenSpan => {
        const lasted = seconds(event.data['duration_s']) ?? 0;
        const at = placeOf(event, lasted, startedAt, axis);
        return { event, duration: durationMs(lasted * 1000), at };
      });
    if (spans.length === 0) return [];
    const total = spans.reduce((sum, { duration }) => sum + duration, 0);
    const longest = spans.reduce((most, { duration }) => Math.max(most, duration), 0);
    return [{ type, spans, total: durationMs(total), longest: durationMs(longest) }];
  });
}

/** No bar stands for less than a minute: a rate of less jumps. */
const SHORTEST_BAR_S = 60;
const BARS = 48;
/** Of a bar, so that its rate says something. */
const LEAST_SEEN = 0.25;

/** Blinks over the time in which the eyes could be read; bars with too little of that are left out. */
export function blinkBars(
  kinds: readonly SeenKind[],
  timeline: Timeline,
  axis: TimeAxis,
  end: number,
): readonly BlinkBar[] {
  const blinks = kinds.find(({ type }) => type === 'blink');
  if (blinks === undefined) return [];
  const width = SHORTEST_BAR_S * Math.ceil(end / BARS / SHORTEST_BAR_S);
  const count = Math.max(1, Math.ceil(end / width));
  const seen = Array.from({ length: count }, () => 0);
  const found = Array.from({ length: count }, () => 0);
  const bar = (x: number): number => Math.min(count - 1, Math.max(0, Math.floor(x / width)));
  const add = (sums: number[], x: number, value: number): void => {
    sums[bar(x)] = (sums[bar(x)] ?? 0) + value;
  };
  for (const point of timeline.points) {
    const x = axis === 'session' ? point.tS : point.lectureTimeS;
    if (x !== null && point.score !== null) add(seen, x, timeline.bucket / 1000);
  }
  for (const { at } of blinks.spans) if (at !== null) add(found, at.x1, 1);
  return seen.flatMap((time, index): readonly BlinkBar[] => {
    const x1 = index * width;
    const x2 = Math.min(end, x1 + width);
    if (time < LEAST_SEEN * (x2 - x1)) return [];
    return [{ x1, x2, perMinute: (60 * (found[index] ?? 0)) / time }];
  });
}

/** Blinks a minute over all the time in which the eyes could be read; null where there was too little. */
export function blinkRate(kinds: readonly SeenKind[], timeline: Timeline): number | null {
  const blinks = kinds.find(({ type }) => type === 'blink')?.spans.length ?? 0;
  const read = timeline.points.filter(({ score }) => score !== null).length;
  const time = (read * timeline.bucket) / 1000;
  return time < SHORTEST_BAR_S / 2 ? null : (60 * blinks) / time;
}
