import type { ClassLink } from '#core/live/class-channel.ts';

export type Refused = Extract<ClassLink, { kind: 'refused' }>;

/** What a broker's answer to CONNECT means for whoever dials. */
export type Answer =
  | { readonly kind: 'speak_older' }
  /** It may say yes later. */
  | { readonly kind: 'later' }
  | Refused;

/** Unacceptable protocol version: MQTT 3.1.1 table 3.1, and MQTT 5 section 3.2.2.2. */
const VERSION = new Set([0x01, 0x84]);
/** Unavailable, busy, shutting down, over a quota, too many at once. */
const LATER = new Set([0x03, 0x88, 0x89, 0x8b, 0x97, 0x9f]);
/** Bad user name or password, not authorised: Mosquitto says the latter for both. */
const LOGIN = new Set([0x04, 0x05, 0x86, 0x87]);
const BANNED = 0x8a;

/** Return code of MQTT 3.1.1 or reason code of MQTT 5; they don't overlap. */
export function readAnswer(code: number, said: string, version: 4 | 5): Answer {
  if (VERSION.has(code) && version === 5) return { kind: 'speak_older' };
  if (LATER.has(code)) return { kind: 'later' };
  if (LOGIN.has(code)) return { kind: 'refused', reason: 'wrong_login', said };
  return { kind: 'refused', reason: code === BANNED ? 'not_allowed' : 'failed', said };
}

/** Of a PUBACK or SUBACK; not authorised, and MQTT 3.1.1's only failure of a subscription. */
const NOT_ALLOWED = new Set([0x80, 0x87]);

/** The reason code that mqtt.js hangs on an error; null where it is another kind of error. */
export function reasonCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'number' ? error.code : null;
}

export const isNotAllowed = (error: unknown): boolean => NOT_ALLOWED.has(reasonCode(error) ?? 0);
