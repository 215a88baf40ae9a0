import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeDatabase } from '#adapters/idb/database.ts';
import { createLearnerStore } from '#adapters/idb/learner-store.ts';
import { createMomentStore } from '#adapters/idb/moment-store.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import { withDatabase } from '#adapters/idb/with-database.ts';
import type { AnsweredMoment } from '#core/moments/answered-moment.ts';
import { newLearner } from '#core/moments/learner.ts';
import { timestampMs } from '#core/units.ts';
import { session } from './sessions.ts';

let name = '';
let count = 0;
beforeEach(() => {
  name = `heed-moments-${Date.now()}-${count++}`;
});
afterEach(async () => {
  await removeDatabase(name);
});

const answered = (studentId: string, sessionId: string, at: number): AnsweredMoment => ({
  studentId,
  sessionId,
  formatVersion: 1,
  at: timestampMs(at),
  answer: 'distracted',
});

const leave = (store: 'moments' | 'learners', value: object) =>
  withDatabase({ name }, (database) => database.put(store, value as never));

describe('answers in IndexedDB', () => {
  it('[MTS-11] are kept by student, and forgotten of one student alone', async () => {
    const moments = createMomentStore({ name });
    const mine = [answered('a', 'one', 5), answered('a', 'one', 9), answered('a', 'two', 1)];
    for (const moment of [...mine, answered('a b', 'three', 1)]) await moments.put(moment);
    expect(await createMomentStore({ name }).list('a')).toEqual(mine);
    // The same moment again takes the place of what was said before.
    await moments.put({ ...answered('a', 'two', 1), answer: 'attentive' });
    expect((await moments.list('a')).at(-1)?.answer).toBe('attentive');
    await moments.forget('a');
    expect(await moments.list('a')).toEqual([]);
    expect(await moments.list('a b')).toHaveLength(1);
  });

  it('[MTS-11] go with their session, and all of them with all sessions', async () => {
    const moments = createMomentStore({ name });
    const learners = createLearnerStore({ name });
    const store = await SessionStore.open({ name });
    for (const id of ['one', 'two']) {
      await store.begin(session(id));
      await store.end(id, timestampMs(9), 'stopped');
      await moments.put(answered('student_4', id, 5));
    }
    await learners.change('student_4', (learner) => ({ ...learner, optedIn: true }));
    await store.delete('one');
    expect((await moments.list('student_4')).map(({ sessionId }) => sessionId)).toEqual(['two']);
    expect(await learners.get('student_4')).not.toBeNull();
    await store.deleteAll();
    expect(await moments.list('student_4')).toEqual([]);
    expect(await learners.get('student_4')).toBeNull();
    store.close();
  });

  it('[MTS-11] what is damaged is left alone and not listed', async () => {
    await leave('moments', { ...answered('a', 'one', 5), answer: 'perhaps' });
    await createMomentStore({ name }).put(answered('a', 'one', 6));
    expect(await createMomentStore({ name }).list('a')).toEqual([answered('a', 'one', 6)]);
  });
});

describe('learners in IndexedDB', () => {
  it('[MTS-11] change in one transaction, so that two who write do not undo each other', async () => {
    const learners = createLearnerStore({ name });
    await Promise.all([
      learners.change('a', (learner) => ({ ...learner, optedIn: true })),
      learners.change('a', (learner) => ({
        ...learner,
        personal: [...learner.personal, { parent: 'p', bundle: 'b', since: 1 }],
      })),
    ]);
    expect(await learners.get('a')).toEqual({
      ...newLearner('a'),
      optedIn: true,
      personal: [{ parent: 'p', bundle: 'b', since: 1 }],
    });
  });

  it('[MTS-11] are not made by a change that changes nothing', async () => {
    const learners = createLearnerStore({ name });
    await learners.change('a', (learner) => learner);
    expect(await learners.list()).toEqual([]);
  });

  it('[MTS-11] of a newer version are not overwritten', async () => {
    const newer = { ...newLearner('a'), formatVersion: 2 };
    await leave('learners', newer);
    const learners = createLearnerStore({ name });
    await expect(
      learners.change('a', (learner) => ({ ...learner, optedIn: true })),
    ).rejects.toThrow();
    expect(await learners.get('a')).toBeNull();
  });
});
