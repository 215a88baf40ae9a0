import { describe, expect, it } from 'vitest';
import { CLOSURE_RULES } from '#core/engagement/closure-level.ts';
import { createPerclos, PERCLOS_RULES } from '#core/engagement/perclos.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { timestampMs } from '#core/units.ts';
import { frames } from './faces.ts';

const CLOSED = CLOSURE_RULES.unknown;
/** Closed for 300 ms out of every 2 s, with lids that take 100 ms each way. */
const lid = (t: number): number => {
  const phase = t % 2000;
  return 3 * Math.max(0, Math.min(1, phase / 100, (500 - phase) / 100));
};
/** When in each period the lid passes the threshold. */
const EDGE = (100 * CLOSED) / 3;
const TRUE_SHARE = (500 - 2 * EDGE) / 2000;

function share(times: Iterable<number>): number | null {
  const perclos = createPerclos();
  let last = 0;
  for (const t of times) {
    perclos.push(timestampMs(t), lid(t), CLOSED);
    last = t;
  }
  return perclos.share(timestampMs(last));
}

describe('PERCLOS', () => {
  for (const fps of [10, 15, 30, 60]) {
    it(`[ENG-3] is the same at ${fps} fps`, () => {
      expect(share(frames(0, 60_000, fps))).toBeCloseTo(TRUE_SHARE, 1.7);
    });
  }

  it('[ENG-3] is weighed by time, not by frames: more frames while closed change nothing', () => {
    const uneven = [...frames(0, 60_000, 60)].filter(
      (t, index) => lid(t) >= CLOSED || index % 4 === 0,
    );
    expect(share(uneven)).toBeCloseTo(TRUE_SHARE, 1.7);
  });

  it('[ENG-3] stays within 0..1 and near the truth under jitter and dropped frames', () => {
    const random = seededRandom(5);
    for (let round = 0; round < 20; round++) {
      const times = [...frames(0, 60_000, 12 + 40 * random())].filter(() => random() < 0.9);
      const value = share(times) ?? -1;
      expect(Math.abs(value - TRUE_SHARE)).toBeLessThan(0.03);
    }
  });

  it('[ENG-4] is not known before enough was seen', () => {
    const enough = PERCLOS_RULES.enough;
    expect(share(frames(0, enough - 100, 30))).toBeNull();
    expect(share(frames(0, enough + 100, 30))).not.toBeNull();
  });

  it('[ENG-4] leaves out time in which nobody was seen, and forgets after a minute', () => {
    const perclos = createPerclos();
    for (const t of frames(0, 30_000, 30)) perclos.push(timestampMs(t), 3, CLOSED);
    expect(perclos.share(timestampMs(29_900))).toBe(1);
    for (const t of frames(50_000, 80_000, 30)) perclos.push(timestampMs(t), 0, CLOSED);
    // The window 20 s..80 s holds 10 s closed, 20 s unseen, 30 s open.
    expect(perclos.share(timestampMs(80_000))).toBeCloseTo(10 / 40, 2);
    for (const t of frames(80_000, 120_000, 30)) perclos.push(timestampMs(t), 0, CLOSED);
    expect(perclos.share(timestampMs(120_000))).toBe(0);
  });
});
