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

/** A path on this site is reached at this site's own host. */
export function brokerUrl(url: string, page: string): string {
  const absolute = new URL(url, page);
  absolute.protocol = absolute.protocol.replace(/^http/, 'ws');
  return absolute.href;
}

/**
 * The way to the class. The MQTT library is fetched only where there is a broker; where that fails
 * the promise is rejected with ClassChannelError.
 */
export async function openClassChannel({
  deployment,
  login,
}: ClassChannelOptions): Promise<ClassChannel> {
  if (deployment.channel === 'tabs') return createTabsChannel(pageClock);
  const { createBrokerChannel } = await import('#adapters/mqtt/broker-channel.ts').catch(
    (cause: unknown) => {
      throw new ClassChannelError(
        'The part of this page that talks to the class could not be loaded. Nothing was sent; reload the page to try again.',
        { cause },
      );
    },
  );
  return createBrokerChannel({
    url: brokerUrl(deployment.url, location.href),
    secret: login?.secret ?? null,
    watcher: login?.user ?? 'instructor',
    clock: pageClock,
    network: window,
  });
}
