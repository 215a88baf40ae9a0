import type { DurationMs, LectureTimeS, TimestampMs } from '../units.ts';
import { durationMs, elapsed } from '../units.ts';
import type { EventData, EventType, SessionEvent } from './records.ts';

/** Raw inputs that are counted. There is nowhere to say which key, which button or where. */
export const COUNTED_INPUTS = ['mouse_click', 'mouse_move', 'keyboard_press'] as const;
export type CountedInput = (typeof COUNTED_INPUTS)[number];

/** An event before the session gives it its number. */
export type EventDraft = Omit<SessionEvent, 'sessionId' | 'sequence'>;

/** How long inputs are counted before the count is logged. */
export const INPUT_INTERVAL = durationMs(10_000);

export interface InputCounter {
  count(input: CountedInput, at: TimestampMs, lectureTime: LectureTimeS | null): void;
  /** One event per input seen, once the interval is over; else none. Intervals without input are not logged. */
  due(now: TimestampMs): readonly EventDraft[];
  /** What was counted so far, whether or not the interval is over. */
  drain(now: TimestampMs): readonly EventDraft[];
}

/**
 * Counts inputs per interval. An interval starts with its first input; its events carry the time
 * and the lecture time of that start, `count`, and `interval_s`, the seconds counted over.
 */
export function createInputCounter(interval: DurationMs = INPUT_INTERVAL): InputCounter {
  const counts = new Map<CountedInput, number>();
  let start: { at: TimestampMs; lectureTime: LectureTimeS | null } | null = null;

  const drain = (now: TimestampMs): readonly EventDraft[] => {
    if (start === null) return [];
    const { at, lectureTime } = start;
    const seconds = Math.min(elapsed(at, now), interval) / 1000;
    const events = COUNTED_INPUTS.flatMap((type): readonly EventDraft[] => {
      const count = counts.get(type);
      return count === undefined
        ? []
        : [{ at, lectureTime, type, data: { count, interval_s: round(seconds) } }];
    });
    counts.clear();
    start = null;
    return events;
  };

  const due = (now: TimestampMs): readonly EventDraft[] =>
    start !== null && elapsed(start.at, now) >= interval ? drain(now) : [];

  return {
    count(input, at, lectureTime) {
      start ??= { at, lectureTime };
      counts.set(input, (counts.get(input) ?? 0) + 1);
    },
    due,
    drain,
  };
}

/** What a lecture player tells about itself. */
export type LectureAction =
  | { readonly kind: 'start' | 'pause' | 'resume' | 'end' }
  | { readonly kind: 'seek'; readonly from: LectureTimeS; readonly to: LectureTimeS }
  | { readonly kind: 'rate'; readonly rate: number };

/** The event of a player's action. A seek is logged at the position it came from. */
export function lectureEvent(
  action: LectureAction,
  at: TimestampMs,
  lectureTime: LectureTimeS | null,
): EventDraft {
  const event = (type: EventType, data: EventData = {}): EventDraft => ({
    at,
    lectureTime,
    type,
    data,
  });
  switch (action.kind) {
    case 'start':
      return event('lecture_start');
    case 'pause':
      return event('lecture_pause');
    case 'resume':
      return event('lecture_resume');
    case 'end':
      return event('lecture_end');
    case 'rate':
      return event('lecture_rate', { rate: action.rate });
    case 'seek':
      return {
        ...event('lecture_seek', { from_s: round(action.from), to_s: round(action.to) }),
        lectureTime: action.from,
      };
  }
}

/** Numbers a session's events from 0 without a hole. */
export function createEventSequencer(sessionId: string): (draft: EventDraft) => SessionEvent {
  let sequence = 0;
  return (draft) => ({ ...draft, sessionId, sequence: sequence++ });
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;
