import { timestampMs, type TimestampMs } from '../units.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

interface UtcParts {
  readonly date: readonly [year: string, month: string, day: string];
  readonly time: readonly [hours: string, minutes: string, seconds: string];
  /** Six digits. */
  readonly micros: string;
}

function utcParts(at: TimestampMs): UtcParts {
  const totalMicros = Math.round(at * 1000);
  const wholeSeconds = Math.floor(totalMicros / 1e6);
  const moment = new Date(wholeSeconds * 1000);
  return {
    date: [
      String(moment.getUTCFullYear()).padStart(4, '0'),
      twoDigits(moment.getUTCMonth() + 1),
      twoDigits(moment.getUTCDate()),
    ],
    time: [
      twoDigits(moment.getUTCHours()),
      twoDigits(moment.getUTCMinutes()),
      twoDigits(moment.getUTCSeconds()),
    ],
    micros: String(totalMicros - wholeSeconds * 1e6).padStart(6, '0'),
  };
}

/**
 * ISO 8601 with microseconds and the offset spelled out: `2025-10-24T09:38:13.710855+00:00`, which
 * every reader of the naive form understands as well (JS `Date`, Python's `fromisoformat` since 3.7).
 */
export function isoTimestamp(at: TimestampMs): string {
  const { date, time, micros } = utcParts(at);
  return `${date.join('-')}T${time.join(':')}.${micros}+00:00`;
}

/** `YYYYMMDD_HHMMSS_micro`, UTC, for file names. */
export function compactTimestamp(at: TimestampMs): string {
  const { date, time, micros } = utcParts(at);
  return `${date.join('')}_${time.join('')}_${micros}`;
}

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/;

/** Keeps the microseconds that `Date.parse` drops. A time without an offset is taken as UTC. */
export function parseIsoTimestamp(value: string): TimestampMs | null {
  const match = ISO.exec(value);
  if (match === null) return null;
  const [, date, time, fraction = '', offset = 'Z'] = match;
  const zone = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  const seconds = Date.parse(`${date ?? ''}T${time ?? ''}${zone}`);
  return Number.isNaN(seconds) ? null : timestampMs(seconds + Number(`0.${fraction}0`) * 1000);
}
