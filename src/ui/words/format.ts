import type { DurationMs, LectureTimeS, TimestampMs } from '#core/units.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** 75 s is `1:15`; 3675 s is `1:01:15`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours === 0
    ? `${minutes}:${two(whole % 60)}`
    : `${hours}:${two(minutes)}:${two(whole % 60)}`;
}

/** A size in words: `340 kB`, `21 MB`. */
export function storageSize(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** A length in words: `35 s`, `12 min`, `1 h 5 min`. */
export function length(duration: DurationMs): string {
  const seconds = Math.round(duration / 1000);
  if (seconds === 0 && duration > 0) return 'under 1 s';
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** `21 November 2026, 09:30` in the reader's time zone. */
export const dateAndTime = (at: TimestampMs): string => `${DAY.format(at)}, ${TIME.format(at)}`;

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const lectureClock = (time: LectureTimeS | number | null): string =>
  time === null ? 'not known' : clock(time);
