import * as v from 'valibot';
import { parseStored } from '../deployments/parse-stored.ts';
import { timestampMs } from '../units.ts';
import { type AnsweredMoment, MOMENT_ANSWERS } from './answered-moment.ts';
import type { Learner } from './learner.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const list = <Schema extends v.GenericSchema>(item: Schema) => v.pipe(v.array(item), v.readonly());

const MOMENT = v.object({
  studentId: text,
  sessionId: text,
  formatVersion: v.literal(1),
  at: v.pipe(finite, v.transform(timestampMs)),
  answer: v.picklist(MOMENT_ANSWERS),
});

const LEARNER = v.object({
  studentId: text,
  formatVersion: v.literal(1),
  optedIn: v.boolean(),
  asking: v.object({
    askedAt: list(finite),
    notBefore: finite,
    asked: v.object({ low: count, other: count }),
    dismissedInARow: count,
    restsOn: v.nullable(text),
  }),
  personal: list(v.object({ parent: text, bundle: text, since: finite })),
  outcomes: list(
    v.object({
      at: finite,
      parent: text,
      answers: v.object({ distracted: count, attentive: count }),
      sessions: count,
      verdict: v.picklist(['better', 'no_worse', 'worse', 'unknown']),
      sentences: list(v.string()),
      adopted: v.nullable(text),
    }),
  ),
});

/** An answer as it was kept. Throws StoredFormatError. */
export const parseMoment = (value: unknown): AnsweredMoment =>
  parseStored(MOMENT, value, 'An answer about a moment');

/** What is known of a learner. Throws StoredFormatError. */
export const parseLearner = (value: unknown): Learner =>
  parseStored(LEARNER, value, 'What was learnt from a student’s answers');
