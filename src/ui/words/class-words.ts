import type { ClassAlert } from '#core/live/moments/class-alerts.ts';
import type { ClassLink } from '#core/live/class-channel.ts';
import type { ClassCount, ClassMoment, Shown } from '#core/live/class-figures.ts';
import type { DropReason } from '#core/live/messages/class-message.ts';
import type { ClassDeployment } from '#core/policy/deployment.ts';
import { durationMs, elapsed, type TimestampMs } from '#core/units.ts';
import { clock, length, percent } from './format.ts';

/** Why a figure is not there. */
export const UNSHOWN_WORDS: Record<Exclude<Shown<unknown>['kind'], 'shown'>, string> = {
  too_few: 'too few',
  held_back: 'held back',
};

/** How the way to the class stands, short, for the head of the page. */
export function linkWords(link: ClassLink, channel: ClassDeployment['channel']): string {
  switch (link.kind) {
    case 'connecting':
      return 'Connecting';
    case 'connected':
      return channel === 'tabs' ? 'Live, from tabs of this browser' : 'Live';
    case 'offline':
      return link.reason === 'lost'
        ? 'Connection lost. Trying again; what students send meanwhile comes later.'
        : 'The class can’t be reached. Trying again.';
    case 'refused':
      return 'Not connected';
  }
}

/** Fewer than a group are those who share by name, and they alone. */
export function groupWords(students: number, minimumGroup: number): string {
  const count = `${students} ${students === 1 ? 'student' : 'students'}`;
  return students < minimumGroup ? `${count}, by name alone` : count;
}

/** How many are there, as far as it may be told. */
export function countFigure(
  count: ClassCount,
  minimumGroup: number,
): { readonly value: string; readonly unit: string } {
  if (count.kind === 'all') return { value: String(count.students), unit: 'here' };
  return count.named === 0
    ? { value: 'Too few', unit: `to show: fewer than ${minimumGroup} here` }
    : {
        value: String(count.named),
        unit: `here by name, and fewer than ${minimumGroup} others`,
      };
}

export const MOMENT_TITLES: Record<ClassMoment['kind'], string> = {
  attention_fell: 'Attention fell',
  confusion_rose: 'Confusion rose',
  many_paused: 'Many paused here',
};

/** Where in the lecture. */
export const momentSpan = ({ from, to }: Pick<ClassMoment, 'from' | 'to'>): string =>
  to === null ? `since ${clock(from)}` : `${clock(from)} to ${clock(to)}`;

/** What happened, in figures. */
export function momentWords({ kind, before, worst, students }: ClassMoment): string {
  const group = `(at least ${students} ${students === 1 ? 'student' : 'students'})`;
  switch (kind) {
    case 'attention_fell':
      return `from ${Math.round(before)} to ${Math.round(worst)} ${group}`;
    case 'confusion_rose':
      return `from ${percent(before)} to ${percent(worst)} ${group}`;
    case 'many_paused':
      return `${percent(worst)} of the class ${group}`;
  }
}

/** What an alert says without how long it has lasted, so that it is read out once. */
export function alertTold({ moment }: ClassAlert): string {
  const { kind, before, worst, students, from } = moment;
  const place = `from ${clock(from)} on, in a group of ${students}`;
  switch (kind) {
    case 'attention_fell':
      return `Attention is about ${Math.round(before - worst)} points lower ${place}.`;
    case 'confusion_rose':
      return `Confusion is about ${Math.round(100 * (worst - before))} points higher ${place}.`;
    case 'many_paused':
      return `About ${percent(worst)} have paused near ${clock(from)}, in a group of ${students}.`;
  }
}

/** Seconds are told in tens: nobody has to watch them count. */
const roughly = (since: TimestampMs, at: TimestampMs): string =>
  length(durationMs(10_000 * Math.max(1, Math.round(elapsed(since, at) / 10_000))));

/** What an alert says on the screen. */
export function alertWords(alert: ClassAlert, at: TimestampMs): string {
  const { moment, since } = alert;
  const { before, worst, students, from } = moment;
  const lasting = `for ${roughly(since, at)}, in a group of ${students}.`;
  switch (moment.kind) {
    case 'attention_fell':
      return `Attention has been about ${Math.round(before - worst)} points lower ${lasting}`;
    case 'confusion_rose':
      return `Confusion has been about ${Math.round(100 * (worst - before))} points higher ${lasting}`;
    case 'many_paused':
      return `About ${percent(worst)} have had the lecture paused near ${clock(from)} ${lasting}`;
  }
}

export const DROP_WORDS: Record<DropReason, string> = {
  malformed: 'not in the format of a message',
  oversized: 'longer than a message may be',
  from_the_future: 'from a clock that is far ahead',
  too_old: 'older than what a student keeps while offline',
  replayed: 'came a second time',
  too_frequent: 'came too soon after the one before',
  too_many_students: 'from more students than fit here',
};

/** Messages, told so roughly that nobody is counted by them: `fewer than 100`, `about 1,200`. */
export function messageWords(count: number): string {
  if (count === 0) return 'none';
  if (count < 100) return 'fewer than 100';
  const step = 10 ** (Math.floor(Math.log10(count)) - 1);
  return `about ${(Math.floor(count / step) * step).toLocaleString('en-GB')}`;
}
