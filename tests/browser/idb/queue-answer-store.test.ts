import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeDatabase } from '#adapters/idb/database.ts';
import { createLabSourceStore } from '#adapters/idb/lab-source-store.ts';
import { createQueueAnswerStore } from '#adapters/idb/queue-answer-store.ts';
import { withDatabase } from '#adapters/idb/with-database.ts';
import type { QueueAnswer } from '#core/lab/queue/queue-answer.ts';
import { timestampMs } from '#core/units.ts';

let name = '';
let count = 0;

beforeEach(() => {
  name = `heed-queue-${Date.now()}-${count++}`;
});
afterEach(() => removeDatabase(name));

const answer = (over: Partial<QueueAnswer> = {}): QueueAnswer => ({
  recording: 'source/a.csv',
  from: timestampMs(1000),
  to: timestampMs(5000),
  formatVersion: 1,
  given: { kind: 'word', word: 'boredom' },
  strategy: 'both',
  answeredAt: 5,
  ...over,
});

const leave = (value: object) =>
  withDatabase({ name }, (database) => database.put('queueAnswers', value as never));

describe('answers of the queue in IndexedDB', () => {
  it('[ACT-23] come back after a reload, in the order in which they were given', async () => {
    const store = createQueueAnswerStore({ name });
    const later = answer({ from: timestampMs(0), given: { kind: 'skipped' }, answeredAt: 9 });
    await store.put(later);
    await store.put(answer());
    const again = createQueueAnswerStore({ name });
    expect(await again.list()).toEqual({ items: [answer(), later], unreadable: [] });
    await again.delete(later);
    expect((await again.list()).items).toEqual([answer()]);
  });

  it('[ACT-23] that cannot be read are told in a sentence and left alone', async () => {
    await leave({ ...answer(), formatVersion: 2 });
    await leave({ ...answer(), from: 9000 });
    const store = createQueueAnswerStore({ name });
    await store.put(answer({ recording: 'source/b.csv' }));
    const { items, unreadable } = await store.list();
    expect(items).toHaveLength(1);
    expect(unreadable).toHaveLength(2);
    expect(unreadable[0]).toMatch(/^An answer of the queue .* was left as it is/);
  });

  it('[ACT-23] go with the source that they are about, and no others', async () => {
    const store = createQueueAnswerStore({ name });
    await store.put(answer());
    await store.put(answer({ recording: 'source2/a.csv' }));
    await store.put(answer({ recording: 'session/source' }));
    await createLabSourceStore({ name }).delete('source');
    expect((await store.list()).items.map(({ recording }) => recording)).toEqual([
      'session/source',
      'source2/a.csv',
    ]);
  });
});
