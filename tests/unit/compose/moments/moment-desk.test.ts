import { describe, expect, it } from 'vitest';
import { openMomentDesk } from '#compose/moments/moment-desk.ts';
import type { AnsweredMoment } from '#core/moments/answered-moment.ts';
import { ASKING } from '#core/moments/asking.ts';
import type { LectureNow } from '#core/moments/calm-places.ts';
import { type Learner, newLearner } from '#core/moments/learner.ts';
import { probability, type TimestampMs, timestampMs } from '#core/units.ts';
import { createLearningStore } from '#stores/learning-store.ts';

const START = Date.UTC(2026, 10, 21, 8);
const MINUTE = 60_000;

async function rig(failing = false) {
  let now: TimestampMs = timestampMs(START);
  let player: LectureNow['player'] = 'playing';
  let busy = false;
  let learner: Learner = newLearner('s1');
  const kept: AnsweredMoment[] = [];
  const troubles: string[] = [];
  const learning = createLearningStore();
  const open = await openMomentDesk({
    learning,
    moments: {
      put: (moment) => {
        if (failing) return Promise.reject(new Error('the disk is full'));
        kept.push(moment);
        return Promise.resolve();
      },
    },
    learners: {
      get: () => Promise.resolve(learner),
      change: (_, change) => {
        learner = change(learner);
        return Promise.resolve(learner);
      },
    },
    clock: () => now,
    random: () => 0,
    day: () => '2026-11-21',
    studentId: 's1',
  });
  const desk = open({
    sessionId: 'one',
    startedAt: now,
    lecture: () => ({ player, quiet: null }),
    isBusy: () => busy,
    onTrouble: (why) => troubles.push(why),
  });
  /** Somebody with a readable face, of whom the model says the same each time. */
  const pass = (seconds: number, row: readonly number[] = [0.2, 0.2, 0.6]): void => {
    for (let step = 0; step < seconds * 4; step++) {
      now = timestampMs(now + 250);
      for (const part of [0, 1]) {
        const capturedAt = timestampMs(now - 125 * part);
        desk.observed({ kind: 'face', capturedAt } as never);
      }
      desk.predicted({ kind: 'predicted', at: now, probabilities: row.map(probability) });
      desk.tick();
    }
  };
  return {
    desk,
    learning,
    kept,
    troubles,
    pass,
    learner: () => learner,
    skip: (minutes: number) => {
      now = timestampMs(now + minutes * MINUTE);
    },
    play: (next: LectureNow['player']) => {
      player = next;
    },
    occupy: (next: boolean) => {
      busy = next;
    },
    now: () => now,
  };
}

/** Pauses after six minutes, which is a calm place. */
async function asked() {
  const desk = await rig();
  desk.skip(6);
  desk.pass(10);
  desk.play('paused');
  desk.pass(3);
  return desk;
}

describe('the questions of a session', () => {
  it('[MTS-1] opts the student in, and asks nothing while the lecture plays on', async () => {
    const { learner, learning, pass, skip } = await rig();
    expect(learner().optedIn).toBe(true);
    skip(6);
    pass(30);
    expect(learning.getState().question).toBeNull();
  });

  it('[MTS-6] an answer is kept for the moment that was asked about, and nothing else is', async () => {
    const { desk, learning, kept, learner, now } = await asked();
    const { question } = learning.getState();
    expect(question).toMatchObject({ place: 'paused', called: 'other' });
    desk.answer('distracted');
    expect(learning.getState().question).toBeNull();
    expect(kept).toEqual([
      {
        studentId: 's1',
        sessionId: 'one',
        formatVersion: 1,
        at: question?.moment,
        answer: 'distracted',
      },
    ]);
    expect(now() - (question?.moment ?? 0)).toBeLessThan(5000);
    expect(learner().asking.asked).toEqual({ low: 0, other: 1 });
    desk.answer('attentive');
    expect(kept).toHaveLength(1);
  });

  it('[MTS-3] goes away after twenty seconds as if dismissed, and not while somebody is at it', async () => {
    const { desk, learning, pass, learner, kept } = await asked();
    desk.hold(true);
    pass(30);
    expect(learning.getState().question).not.toBeNull();
    desk.hold(false);
    pass(1);
    expect(learning.getState().question).toBeNull();
    expect(learner().asking.dismissedInARow).toBe(1);
    expect(kept).toEqual([]);

    const other = await asked();
    other.pass(ASKING.goesAfter / 1000 - 3);
    expect(other.learning.getState().question).not.toBeNull();
    other.pass(3);
    expect(other.learning.getState().question).toBeNull();
  });

  it('[MTS-5] a calibration, a pause of the monitor or a hidden page takes it back, uncounted', async () => {
    const { learning, pass, occupy, learner } = await asked();
    occupy(true);
    pass(1);
    expect(learning.getState().question).toBeNull();
    expect(learner().asking.dismissedInARow).toBe(0);
    const busy = await rig();
    busy.occupy(true);
    busy.skip(6);
    busy.pass(10);
    busy.play('paused');
    busy.pass(5);
    expect(busy.learning.getState().question).toBeNull();
  });

  it('[MTS-12] after the session, or once the student is forgotten, nothing is asked or kept', async () => {
    const { desk, learning, kept, pass } = await asked();
    desk.close();
    desk.answer('distracted');
    pass(5);
    expect(learning.getState().question).toBeNull();
    expect(kept).toEqual([]);
  });

  it('says where an answer could not be kept', async () => {
    const { desk, troubles, pass, play, skip } = await rig(true);
    skip(6);
    pass(10);
    play('paused');
    pass(3);
    desk.answer('attentive');
    await expect.poll(() => troubles).toEqual(['the disk is full']);
  });
});
