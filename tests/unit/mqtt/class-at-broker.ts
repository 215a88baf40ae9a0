/** Ends of a class at a broker, for tests that break what is between. */
import { createBrokerChannel } from '#adapters/mqtt/broker-channel.ts';
import type { ClassChannel, ClassLink, ClassUplink } from '#core/live/class-channel.ts';
import { memberId, type MemberId } from '#core/live/class-room.ts';
import type { Clock } from '#core/ports.ts';
import { timestampMs } from '#core/units.ts';

export const SECRET = 'KOALA-0001';
export const USERS = Object.fromEntries(
  ['s-1', 's-2', 's-3', 'instructor'].map((user) => [user, SECRET]),
);
export const room = { courseId: 'faults', lectureId: 'room' };
const pageClock: Clock = () => timestampMs(performance.timeOrigin + performance.now());
export const soon = { timeout: 15_000, interval: 10 };
export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

export const named = (text: string): MemberId => {
  const member = memberId(text);
  if (member === null) throw new Error(`${text} names no member`);
  return member;
};

interface At {
  readonly url: string;
  readonly secret?: string;
  readonly network?: EventTarget;
  readonly watcher?: string;
  readonly clock?: Clock;
}

export const channelAt = (at: At): ClassChannel =>
  createBrokerChannel({
    secret: SECRET,
    watcher: 'instructor',
    clock: pageClock,
    network: new EventTarget(),
    ...at,
  });

export interface Student {
  readonly uplink: ClassUplink;
  readonly links: readonly ClassLink[];
}

export function studentAt(at: At, id: string): Student {
  const links: ClassLink[] = [];
  const uplink = channelAt(at).join({
    room,
    member: named(id),
    lastWill: 'lost',
    onLink: (link) => links.push(link),
  });
  return { uplink, links };
}

export interface Dashboard {
  /** As `member text`, with a star where it was said before. */
  readonly heard: readonly string[];
  readonly links: readonly ClassLink[];
  readonly close: () => Promise<void>;
}

export function dashboardAt(at: At): Dashboard {
  const heard: string[] = [];
  const links: ClassLink[] = [];
  const close = channelAt(at).watch({
    room,
    onArrival: ({ member, payload, retained }) => {
      const text = typeof payload === 'string' ? payload : new TextDecoder().decode(payload);
      heard.push(`${member} ${text}${retained ? '*' : ''}`);
    },
    onLink: (link) => links.push(link),
  });
  return { heard, links, close };
}

export const kinds = (links: readonly ClassLink[]): readonly string[] =>
  links.map((link) => ('reason' in link ? `${link.kind}: ${link.reason}` : link.kind));
