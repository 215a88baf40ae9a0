/** Who may say and hear what in a class; the same rules as deploy/'s brokers have. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { CLASS_MESSAGE_LIMIT_BYTES } from '../../src/core/live/messages/class-message.ts';
import { memberId, type MemberId } from '../../src/core/live/class-room.ts';

const INSTRUCTOR_USER = 'instructor';

export type Role =
  { readonly kind: 'student'; readonly member: MemberId } | { readonly kind: 'instructor' };

export interface Secrets {
  /** As printed or as typed: case, spaces and hyphens don't matter. */
  readonly joinCode: string;
  readonly instructorKey: string;
}

/** A join code as it is compared: upper case, nothing between its characters. */
export const plainCode = (code: string): string => code.toUpperCase().replaceAll(/[\s-]/g, '');

/** Takes as long whatever differs; of the lengths nothing is told either. */
export function sameSecret(given: string, kept: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(kept));
}

/** null where name or password is wrong, and it isn't said which. */
export function roleOf(
  user: string | undefined,
  password: string | undefined,
  secrets: Secrets,
): Role | null {
  const given = password ?? '';
  if (user === INSTRUCTOR_USER) {
    return sameSecret(given, secrets.instructorKey) ? { kind: 'instructor' } : null;
  }
  const right = sameSecret(plainCode(given), plainCode(secrets.joinCode));
  const member = memberId(user ?? '');
  return right && member !== null ? { kind: 'student', member } : null;
}

/** Levels of a topic below which nobody needs to go, and its longest length. */
const MOST_LEVELS = 6;
const LONGEST_TOPIC = 300;

export interface Publication {
  readonly topic: string;
  readonly payload: string | Uint8Array;
}

/** A student below their own name alone, shortly; nobody else anything. */
export function mayPublish(role: Role, { topic, payload }: Publication): boolean {
  if (role.kind !== 'student' || topic.length > LONGEST_TOPIC) return false;
  const levels = topic.split('/');
  const [root, room, side, member, ...rest] = levels;
  return (
    root === 'class' &&
    room !== undefined &&
    room !== '' &&
    side === 's' &&
    member === role.member &&
    rest.length > 0 &&
    levels.length <= MOST_LEVELS &&
    Buffer.byteLength(payload) <= CLASS_MESSAGE_LIMIT_BYTES
  );
}

/** `class/{room}/s/+/now`, of one room or of all. */
const WATCHED = /^class\/(?:\+|[^/+#]+)\/s\/\+\/now$/;

/** The instructor the students' last states; students nothing. */
export const maySubscribe = (role: Role, filter: string): boolean =>
  role.kind === 'instructor' && filter.length <= LONGEST_TOPIC && WATCHED.test(filter);
