import { describe, expect, it } from 'vitest';
import { classRig, type ClassRig } from './scripted-class.ts';

/** A second of `perSecond` messages, with a timer beside them. */
function runSecond(rig: ClassRig, perSecond: number, tickEveryMs = 40): void {
  for (let ms = 0; ms < 1000; ms++) {
    if (ms % Math.round(1000 / perSecond) === 0) rig.arrive();
    if (ms % tickEveryMs === 0) rig.watch.tick();
    rig.pass(1);
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('the instructor’s end of the class', () => {
  it('[CLS-1] publishes the class at most every 80 ms, however many messages come', () => {
    const rig = classRig();
    for (let second = 0; second < 10; second++) runSecond(rig, 1000);
    expect(rig.rollup.messages).toBe(10_000);
    const times = rig.changes.map(({ now }) => now.at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(80);
    // And does not leave anybody waiting: with a timer of 40 ms, 120 at the very most.
    expect(Math.max(...gaps)).toBeLessThanOrEqual(120);
    expect(rig.changes.at(-1)?.messages).toBeGreaterThan(9870);
  });

  it('[CLS-1] asks for nothing that grows with the class for single messages', () => {
    const [slow, fast] = [classRig(), classRig()];
    for (let second = 0; second < 5; second++) {
      runSecond(slow, 20);
      runSecond(fast, 1000);
    }
    const { ticks, now, cells, slow: lists } = fast.rollup.asked;
    expect(ticks).toBeLessThanOrEqual(5 * 13);
    expect(now).toBe(ticks);
    expect(cells).toBeLessThanOrEqual(5 * 2 + 1);
    expect(lists).toBeLessThanOrEqual(5 * 2 + 1);
    expect(ticks).toBeLessThanOrEqual(2 * slow.rollup.asked.ticks);
  });

  it('[CLS-1] shows the first message after a quiet time at once', () => {
    const rig = classRig();
    rig.watch.tick();
    rig.pass(500);
    const before = rig.changes.length;
    rig.arrive();
    expect(rig.changes).toHaveLength(before + 1);
  });

  it('[CLS-1] publishes cells only where one has changed', () => {
    const rig = classRig();
    for (let message = 0; message < 10; message++) rig.arrive();
    rig.pass(600);
    rig.watch.tick();
    expect(rig.changes.at(-1)?.lecture).toHaveLength(1);
    rig.arrive();
    rig.pass(600);
    rig.watch.tick();
    expect(rig.changes.at(-1)).not.toHaveProperty('lecture');
    expect(rig.changes.at(-1)).toHaveProperty('moments');
  });

  it('lets time pass where nobody says anything', () => {
    const rig = classRig();
    for (let tick = 0; tick < 100; tick++) {
      rig.pass(40);
      rig.watch.tick();
    }
    expect(rig.rollup.asked.ticks).toBeGreaterThanOrEqual(3);
    expect(rig.rollup.asked.ticks).toBeLessThanOrEqual(5);
  });

  it('[CLS-2] counts what is dropped and takes none of it', () => {
    const rig = classRig();
    rig.arrive('bad');
    rig.arrive();
    rig.pass(100);
    rig.watch.tick();
    expect(rig.rollup.messages).toBe(1);
    const told = rig.changes.findLast(({ dropped }) => dropped !== undefined);
    expect(told?.dropped).toMatchObject({ malformed: 1, replayed: 0 });
  });
});

describe('the record of a class', () => {
  it('[CLS-3] is not written while nobody came', async () => {
    const rig = classRig();
    rig.arrive('bad');
    rig.pass(11_000);
    rig.watch.tick();
    await rig.watch.save('running');
    await rig.watch.close();
    expect(rig.records.written).toEqual([]);
  });

  it('[CLS-3] is written every ten seconds while there is something new, under one id', async () => {
    const rig = classRig();
    for (let second = 0; second < 35; second++) {
      runSecond(rig, 10);
      await settled();
    }
    expect(rig.records.written).toHaveLength(3);
    const { written } = rig.records;
    expect(new Set(written.map(({ id }) => id))).toEqual(new Set(['record-1']));
    expect(rig.recorded).toEqual(['record-1', 'record-1', 'record-1']);
    expect(written.at(-1)).toMatchObject({ endedAt: null, courseId: 'bio-101', minimumGroup: 5 });
    for (let tick = 0; tick < 100; tick++) {
      rig.pass(1000);
      rig.watch.tick();
      await settled();
    }
    // What came after the third is written once more, and then there is nothing new.
    expect(written).toHaveLength(4);
  });

  it('[CLS-3] ends where the page goes, and is open again where it comes back', async () => {
    const rig = classRig();
    rig.arrive();
    await rig.watch.save('ended');
    expect(rig.records.written.at(-1)?.endedAt).not.toBeNull();
    rig.pass(20_000);
    rig.arrive();
    rig.watch.tick();
    await settled();
    expect(rig.records.written.at(-1)).toMatchObject({ endedAt: null, messages: 2 });
  });

  it('[CLS-3] has an end once the class was closed, with all that came before', async () => {
    const rig = classRig();
    for (let message = 0; message < 25; message++) rig.arrive();
    await rig.watch.close();
    expect(rig.isWatching()).toBe(false);
    const last = rig.records.written.at(-1);
    expect(last?.endedAt).toBe(1_000_000);
    expect(last?.lecture).toHaveLength(2);
    expect(rig.changes.at(-1)?.lecture).toHaveLength(2);
    const count = rig.changes.length;
    rig.arrive();
    rig.watch.tick();
    await rig.watch.close();
    expect(rig.changes).toHaveLength(count);
    expect(rig.records.written).toHaveLength(1);
  });

  it('[CLS-3] is never replaced by an older one', async () => {
    const rig = classRig();
    rig.records.held = [];
    rig.arrive();
    const first = rig.watch.save('running');
    rig.arrive();
    const second = rig.watch.close();
    await settled();
    expect(rig.records.held).toHaveLength(1);
    for (let round = 0; round < 2; round++) {
      rig.records.held.shift()?.();
      await settled();
    }
    await Promise.all([first, second]);
    expect(rig.records.written.map(({ endedAt }) => endedAt === null)).toEqual([true, false]);
  });

  it('[CLS-3] says so where it cannot be written, and tries again', async () => {
    const rig = classRig();
    rig.records.failure = new Error('full');
    rig.arrive();
    rig.pass(11_000);
    rig.watch.tick();
    await settled();
    expect(rig.failures).toHaveLength(1);
    rig.records.failure = null;
    rig.pass(11_000);
    rig.watch.tick();
    await settled();
    expect(rig.records.written).toHaveLength(1);
  });
});
