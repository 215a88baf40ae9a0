import type { TimestampMs } from '#core/units.ts';
import { clockTicks } from './timeline-scales.ts';

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const TIME_WITH_SECONDS = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Time of day, so many seconds after the start: `09:42`, or `09:42:30` where it is no full minute. */
export function wallTime(startedAt: TimestampMs, seconds: number): string {
  const at = startedAt + seconds * 1000;
  return (Math.round(at / 1000) % 60 === 0 ? TIME : TIME_WITH_SECONDS).format(at);
}

/** Seconds after the start at which the time of day is round, about as many as fit. */
export function wallTicks(end: number, most: number, startedAt: TimestampMs): readonly number[] {
  const [, step = end] = clockTicks(end, most);
  const first = (step - ((startedAt / 1000) % step)) % step;
  const count = Math.max(0, Math.floor((end - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
}
