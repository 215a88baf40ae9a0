import * as v from 'valibot';
import { StoredFormatError } from '../../sessions/stored-records.ts';
import { STRATEGIES } from './choose-batch.ts';
import type { QueueAnswer } from './queue-answer.ts';

export const QUEUE_ANSWER_VERSION = 1;

const finite = v.pipe(v.number(), v.finite());
const text = v.pipe(v.string(), v.nonEmpty());

const ANSWER = v.pipe(
  v.object({
    recording: text,
    from: finite,
    to: finite,
    formatVersion: v.literal(QUEUE_ANSWER_VERSION),
    given: v.variant('kind', [
      v.object({ kind: v.literal('word'), word: text }),
      v.object({ kind: v.literal('skipped') }),
      v.object({ kind: v.literal('cannot_tell') }),
    ]),
    strategy: v.picklist(STRATEGIES),
    answeredAt: finite,
  }),
  v.check(({ from, to }) => from < to, 'it ends before it begins'),
);

/** An answer as it is kept. Throws StoredFormatError, whose message is a sentence. */
export function parseQueueAnswer(value: unknown): QueueAnswer {
  const result = v.safeParse(ANSWER, value);
  if (result.success) return result.output as QueueAnswer;
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ?? 'the whole of it';
  throw new StoredFormatError(
    `An answer of the queue is damaged or of a newer version of Heed (${where}: ${issue.message}); it was left as it is, and the label that came of it stays.`,
    { cause: result.issues },
  );
}
