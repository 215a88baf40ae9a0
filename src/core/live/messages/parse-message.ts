import * as v from 'valibot';
import { ENGAGEMENT_STATUSES } from '../../engagement/reading.ts';
import { LEARNING_STATES } from '../../models/prediction.ts';
import { durationMs, lectureTimeS, probability, score, timestampMs } from '../../units.ts';
import {
  CLASS_MESSAGE_LIMIT_BYTES,
  CLASS_MESSAGE_VERSION,
  type ClassMessage,
  type DropReason,
  PLAYER_STATES,
} from './class-message.ts';
import { MESSAGE_LIMITS, RUN } from './message-limits.ts';
import { cleanName } from './names.ts';
import { decodeUtf8, utf8Length } from './utf8.ts';

export type MessageReading =
  | { readonly kind: 'message'; readonly message: ClassMessage }
  | {
      readonly kind: 'refused';
      readonly reason: Extract<DropReason, 'malformed' | 'oversized'>;
    };

/** JSON has -0, which would be another 0 to `Object.is` and to a text. */
const whole = (most: number) =>
  v.pipe(
    v.number(),
    v.integer(),
    v.minValue(0),
    v.maxValue(most),
    v.transform((value) => value + 0),
  );
const measured = (most: number) =>
  v.pipe(
    v.number(),
    v.minValue(0),
    v.maxValue(most),
    v.transform((value) => value + 0),
  );
const share = v.pipe(measured(1), v.transform(probability));
const run = v.pipe(v.string(), v.regex(RUN));

const StateSchema = v.pipe(
  v.strictObject({
    v: v.literal(CLASS_MESSAGE_VERSION),
    kind: v.literal('state'),
    run,
    number: whole(MESSAGE_LIMITS.number),
    at: v.pipe(whole(MESSAGE_LIMITS.at), v.transform(timestampMs)),
    delay: v.pipe(whole(MESSAGE_LIMITS.delay), v.transform(durationMs)),
    lectureTime: v.nullable(
      v.pipe(measured(MESSAGE_LIMITS.lectureTime), v.transform(lectureTimeS)),
    ),
    player: v.nullable(v.picklist(PLAYER_STATES)),
    score: v.nullable(v.pipe(whole(MESSAGE_LIMITS.score), v.transform(score))),
    status: v.nullable(v.picklist(ENGAGEMENT_STATUSES)),
    quality: v.nullable(share),
    states: v.nullable(v.pipe(v.array(v.nullable(share)), v.length(LEARNING_STATES.length))),
    name: v.nullable(
      v.pipe(
        v.string(),
        v.check((name) => cleanName(name) === name),
      ),
    ),
  }),
  v.check(({ status, score: scored, quality, states }) =>
    status === null
      ? scored === null && quality === null && states === null
      : (status === 'not_detected') === (scored === null),
  ),
);

const LeftSchema = v.strictObject({
  v: v.literal(CLASS_MESSAGE_VERSION),
  kind: v.literal('left'),
  run,
  why: v.picklist(['ended', 'lost']),
});

const MessageSchema = v.variant('kind', [StateSchema, LeftSchema]);

const OVERSIZED: MessageReading = { kind: 'refused', reason: 'oversized' };
const MALFORMED: MessageReading = { kind: 'refused', reason: 'malformed' };

/** Reads `heed-class-message` (docs/FORMATS.md), as text or as its UTF-8. Never throws. */
export function parseMessage(payload: string | Uint8Array): MessageReading {
  if (isOversized(payload)) return OVERSIZED;
  const text = typeof payload === 'string' ? payload : decodeUtf8(payload);
  if (text === null) return MALFORMED;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return MALFORMED;
  }
  const result = v.safeParse(MessageSchema, json, { abortEarly: true });
  if (!result.success || hasMoreKeys(json, result.output)) return MALFORMED;
  const { v: _version, ...message } = result.output;
  return { kind: 'message', message };
}

const isOversized = (payload: string | Uint8Array): boolean =>
  payload.length >= CLASS_MESSAGE_LIMIT_BYTES ||
  (typeof payload === 'string' && utf8Length(payload) >= CLASS_MESSAGE_LIMIT_BYTES);

/** A strict schema lets keys pass that every object inherits, such as `constructor`. */
const hasMoreKeys = (json: unknown, output: object): boolean =>
  Object.keys(json as object).length !== Object.keys(output).length;
