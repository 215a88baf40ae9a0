import { durationMs, type DurationMs } from '../units.ts';
import { SPAN_EVENTS, type EventType, type SessionEvent } from './records.ts';

export interface EventTotal {
  readonly count: number;
  /** null for what has no duration of its own. */
  readonly total: DurationMs | null;
}

const SPANS: ReadonlySet<EventType> = new Set(SPAN_EVENTS);

/** Counts events by type and adds up how long those that last took. */
export function createEventTotals() {
  const totals = new Map<EventType, EventTotal>();
  const none = (type: EventType): EventTotal => ({
    count: 0,
    total: SPANS.has(type) ? durationMs(0) : null,
  });
  return {
    add({ type, data }: SessionEvent): void {
      const { count, total } = totals.get(type) ?? none(type);
      const lasted = data['duration_s'];
      const more = typeof lasted === 'number' ? lasted * 1000 : 0;
      totals.set(type, {
        count: count + 1,
        total: total === null ? null : durationMs(total + more),
      });
    },
    of: (type: EventType): EventTotal => totals.get(type) ?? none(type),
    /** Those that were there, in order of their first. */
    all: (): readonly (readonly [EventType, EventTotal])[] => [...totals],
  };
}
