import { createTabsChannel } from '#adapters/broadcast-channel/tabs-channel.ts';
import { pageClock } from '#adapters/page/page-clock.ts';
import { type ClassChannel, ClassChannelError } from '#core/live/class-channel.ts';
import { memberId, type MemberId } from '#core/live/class-room.ts';
import type { ClassDeployment } from '#core/policy/deployment.ts';
import type { ClassLogin } from '#ui/class-actions.ts';

type OpenClass = Exclude<ClassDeployment, { channel: 'off' }>;

interface ClassChannelOptions {
  readonly deployment: OpenClass;
  readonly login: ClassLogin | null;
  readonly role: 'student' | 'instructor';
}

const LETTERS_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** `s-` and 8 letters and digits: 36^8 of them, and no order. */
function pseudonym(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(8));
  return `s-${Array.from(numbers, (n) => LETTERS_AND_DIGITS[n % 36]).join('')}`;
}

/**
 * Whom a student's messages are from: a pseudonym, new with each call, or where everybody has a
 * login of their own, the name of its user. Throws ClassChannelError where that name cannot be used.
 */
export function memberFor(deployment: OpenClass, login: ClassLogin | null): MemberId {
  const ofUser = deployment.channel === 'broker' && deployment.login === 'password';
  const member = memberId(ofUser ? (login?.user ?? '') : pseudonym());
  if (member !== null) return member;
  throw new ClassChannelError(
    'This class asks for a user name of 1 to 64 letters, digits, dots, underscores and hyphens. Nothing was sent; log in with such a name, or ask who runs the class for one.',
  );
}

/** The way to the class. Rejects with ClassChannelError where it cannot be had at all. */
export function openClassChannel({ deployment }: ClassChannelOptions): Promise<ClassChannel> {
  if (deployment.channel === 'tabs') return Promise.resolve(createTabsChannel(pageClock));
  return Promise.reject(
    new ClassChannelError(
      'This page cannot talk to a broker yet. Nothing was sent; go on without the class.',
    ),
  );
}
