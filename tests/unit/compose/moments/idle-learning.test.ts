import { describe, expect, it, vi } from 'vitest';
import { startIdleLearning } from '#compose/moments/idle-learning.ts';
import type { AnsweredMoment } from '#core/moments/answered-moment.ts';
import { type Learner, newLearner } from '#core/moments/learner.ts';
import { timestampMs } from '#core/units.ts';
import { createLearningStore } from '#stores/learning-store.ts';
import { createLiveStore, type SessionPhase } from '#stores/live-store.ts';

const ENOUGH = Array.from({ length: 16 }, (_, index): AnsweredMoment => ({
  studentId: 's1',
  sessionId: `session-${Math.floor(index / 2)}`,
  formatVersion: 1,
  at: timestampMs(index * 1000),
  answer: index % 2 === 0 ? 'distracted' : 'attentive',
}));

function rig(over: Partial<Learner> = {}, answers = ENOUGH, low = false) {
  const live = createLiveStore();
  const learning = createLearningStore();
  const idle: (() => void)[] = [];
  const parentFor = vi.fn(() => Promise.resolve('parent-1'));
  let end: ((error?: Error) => void) | null = null;
  const call = vi.fn(
    () =>
      new Promise<never>((resolve, reject) => {
        end = (error) => {
          if (error === undefined) resolve(null as never);
          else reject(error);
        };
      }),
  );
  const close = vi.fn(() => end?.(new Error('closed')));
  const start = vi.fn(() => Promise.resolve({ call, close }));
  const onLearnt = vi.fn();
  const stop = startIdleLearning({
    live,
    learning,
    learners: { list: () => Promise.resolve([{ ...newLearner('s1'), optedIn: true, ...over }]) },
    moments: { list: () => Promise.resolve(answers) },
    parentFor,
    start,
    whenIdle: (work) => {
      idle.push(work);
      return () => {
        idle.splice(idle.indexOf(work), 1);
      };
    },
    isLowOnPower: () => Promise.resolve(low),
    onLearnt,
  });
  return {
    live,
    learning,
    parentFor,
    start,
    call,
    close,
    onLearnt,
    stop,
    waiting: () => idle.length,
    becomeIdle: () => {
      idle.splice(0).forEach((work) => {
        work();
      });
    },
    to: (phase: SessionPhase) => {
      live.setState({ phase });
    },
    finish: () => end?.(),
  };
}

/** Until all that was promised is done; nothing here waits for a clock. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('learning when idle', () => {
  it('[MTS-8] learns once the page is idle, for the newest session’s course, and says so', async () => {
    const { becomeIdle, call, learning, parentFor, finish, onLearnt, close } = rig();
    becomeIdle();
    await expect.poll(() => call.mock.calls.length).toBe(1);
    expect(parentFor).toHaveBeenCalledWith('session-7');
    expect(call).toHaveBeenCalledWith('learnFromMoments', { studentId: 's1', parent: 'parent-1' });
    expect(learning.getState().learningFor).toBe('s1');
    finish();
    await expect.poll(() => onLearnt.mock.calls.length).toBe(1);
    expect(learning.getState().learningFor).toBeNull();
    expect(close).toHaveBeenCalled();
  });

  it('[MTS-8] is ended at once when a session starts, and tried again after it', async () => {
    const { becomeIdle, call, close, to, waiting, onLearnt, learning } = rig();
    becomeIdle();
    await expect.poll(() => call.mock.calls.length).toBe(1);
    to('starting');
    expect(close).toHaveBeenCalled();
    await settled();
    expect(learning.getState().learningFor).toBeNull();
    expect(onLearnt).not.toHaveBeenCalled();
    to('running');
    expect(waiting()).toBe(0);
    to('ended');
    expect(waiting()).toBe(1);
    becomeIdle();
    await expect.poll(() => call.mock.calls.length).toBe(2);
  });

  it.each([
    ['the student did not choose it', { optedIn: false }, ENOUGH, false],
    ['there are too few answers', {}, ENOUGH.slice(3), false],
    ['there are none', {}, [], false],
    ['the battery is low', {}, ENOUGH, true],
  ] as const)('[MTS-8] starts no worker where %s', async (_, over, answers, low) => {
    const { becomeIdle, start } = rig(over, [...answers], low);
    becomeIdle();
    await settled();
    await settled();
    expect(start).not.toHaveBeenCalled();
  });

  it('[MTS-8] does nothing amid a session that began before the page was idle', async () => {
    const { becomeIdle, start, live, waiting } = rig();
    live.setState({ phase: 'running' });
    expect(waiting()).toBe(0);
    becomeIdle();
    await settled();
    expect(start).not.toHaveBeenCalled();
  });
});
