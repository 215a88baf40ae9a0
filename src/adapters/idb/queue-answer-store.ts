import type { QueueAnswer, QueueAnswerStore } from '#core/lab/queue/queue-answer.ts';
import { parseQueueAnswer } from '#core/lab/queue/stored-queue-answer.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

/** A resolved write has reached the disk. */
const STRICT = { durability: 'strict' } as const;

/** The queue's answers in IndexedDB. Rejects with StorageError; what cannot be read is told in the list. */
export function createQueueAnswerStore(options: BriefOptions = {}): QueueAnswerStore {
  return {
    async list() {
      const stored: readonly unknown[] = await withDatabase(options, (database) =>
        database.getAll('queueAnswers'),
      );
      const items: QueueAnswer[] = [];
      const unreadable: string[] = [];
      for (const value of stored) {
        try {
          items.push(parseQueueAnswer(value));
        } catch (error) {
          if (!(error instanceof StoredFormatError)) throw error;
          unreadable.push(error.message);
        }
      }
      return { items: items.sort((a, b) => a.answeredAt - b.answeredAt), unreadable };
    },
    async put(answer) {
      const checked = parseQueueAnswer(answer);
      await withDatabase(options, async (database) => {
        const transaction = database.transaction('queueAnswers', 'readwrite', STRICT);
        await transaction.store.put(checked);
        await transaction.done;
      });
    },
    async delete({ recording, from }) {
      await withDatabase(options, (database) => database.delete('queueAnswers', [recording, from]));
    },
  };
}
