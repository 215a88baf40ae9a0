import type { IClientOptions } from 'mqtt';
import type { Clock } from '#core/ports.ts';
import { steadyTimer } from './steady-timer.ts';

export interface BrokerOptions {
  /** `ws://…` or `wss://…`. */
  readonly url: string;
  /** What everybody says with their user name; null where the broker wants neither. */
  readonly secret: string | null;
  /** The user that watches; a student's user is the student. */
  readonly watcher: string;
  readonly clock: Clock;
  /** Says `online` when the browser is. */
  readonly network: EventTarget;
}

/**
 * The longest that a dead connection goes unnoticed is one and a half of it, on either side
 * (MQTT 5, section 3.1.2.10).
 */
const KEEPALIVE_S = 10;

/** A new one for each end, so that nobody takes over another's session; 23 characters suit every broker. */
const newClientId = (): string => `heed${crypto.randomUUID().replaceAll('-', '')}`.slice(0, 23);

export const clientOptions = (
  { secret }: BrokerOptions,
  user: string,
  sessionExpiryInterval: number,
): IClientOptions => ({
  clientId: newClientId(),
  ...(secret === null ? {} : { username: user, password: secret }),
  clean: false,
  keepalive: KEEPALIVE_S,
  // The library's own is a worker from a blob, which our policy forbids; Node has no such workers.
  timerVariant: typeof Worker === 'undefined' ? 'native' : steadyTimer,
  properties: { sessionExpiryInterval },
});
