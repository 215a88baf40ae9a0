import { describe, expect, it } from 'vitest';
import {
  cutWindows,
  realRows,
  rowMask,
  samplesIn,
  type WindowPlan,
} from '#core/dataset/cut-windows.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { durationMs, timestampMs } from '#core/units.ts';
import { createSlidingWindow, type WindowInput } from '#core/windows/sliding-window.ts';

const CONTRACT = { length: 30, rateHz: 30, maxGap: durationMs(250) };
const PLAN: WindowPlan = {
  contract: CONTRACT,
  hop: 15,
  short: { kind: 'skip' },
  otherRates: 'resample',
};

/** Two features that tell the time: seconds, and their square. */
const face = (ms: number): WindowInput => ({
  kind: 'face',
  capturedAt: timestampMs(ms),
  features: Float32Array.of(ms / 1000, (ms / 1000) ** 2),
});
const steady = (hz: number, seconds: number, from = 0): WindowInput[] =>
  Array.from({ length: Math.round(hz * seconds) }, (_, index) => face(from + (index * 1000) / hz));

function windowsOf(inputs: readonly WindowInput[], plan: WindowPlan = PLAN) {
  const cut = cutWindows(inputs, plan, 2);
  if (cut.kind === 'refused') throw new Error(cut.sentence);
  return cut.windows;
}

/** Jitter, missed faces, pauses, long holes and a clock that starts again. */
function troubled(seed: number): WindowInput[] {
  const random = seededRandom(seed);
  let now = 0;
  return Array.from({ length: 900 }, () => {
    const draw = random();
    now += 20 + 30 * random() + (draw < 0.01 ? 600 : 0);
    if (draw > 0.998) now = 0;
    if (draw > 0.97) {
      const reason = draw > 0.99 ? ('paused' as const) : ('no_face' as const);
      return { kind: 'absent' as const, capturedAt: timestampMs(now), reason };
    }
    return face(now);
  });
}

describe('cutting windows', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    '[DAT-1] with hop 1 they are all that a live session has, whatever happens (%i)',
    (seed) => {
      const inputs = troubled(seed);
      const live = createSlidingWindow(CONTRACT, 2);
      const ready = inputs
        .flatMap((input) => live.push(input))
        .filter((state) => state.kind === 'ready');
      const cut = windowsOf(inputs, { ...PLAN, hop: 1 });
      expect(ready.length).toBeGreaterThan(50);
      expect(cut.map(({ values }) => values)).toEqual(ready.map(({ values }) => values));
      cut.forEach(({ endsAt, padding }, index) => {
        expect(endsAt).toBeCloseTo(at(ready, index).endsAt, 6);
        expect(padding).toBe(0);
      });
    },
  );

  it('[DAT-1] with hop 15 neighbours share half, from the beginning of each stretch', () => {
    const windows = windowsOf([...steady(30, 3), ...steady(30, 2, 10_000)]);
    expect(windows.map(({ endsAt }) => Math.round((endsAt * 30) / 1000))).toEqual([
      29, 44, 59, 74, 89, 329, 344, 359,
    ]);
    expect([...at(windows, 0).values.subarray(30)]).toEqual([
      ...at(windows, 1).values.subarray(0, 30),
    ]);
  });

  it('[DAT-1] lengths in seconds are whole samples or refused', () => {
    expect(samplesIn(durationMs(2000), 30)).toBe(60);
    expect(samplesIn(durationMs(500), 30)).toBe(15);
    expect(() => samplesIn(durationMs(510), 30)).toThrow(RangeError);
    const contract = { ...CONTRACT, length: 60 };
    expect(windowsOf(steady(30, 5), { ...PLAN, contract })).toHaveLength(7);
  });

  it('[DAT-2] short stretches are skipped, or padded at the beginning, by choice', () => {
    const inputs = [...steady(30, 0.4), ...steady(30, 2, 5000), ...steady(30, 0.2, 20_000)];
    const skipped = cutWindows(inputs, PLAN, 2);
    expect(skipped).toMatchObject({ kind: 'cut', skipped: 2 });
    const padded = windowsOf(inputs, { ...PLAN, short: { kind: 'pad', atLeast: 10 } });
    expect(padded.map(({ padding }) => padding)).toEqual([18, 0, 0, 0]);
    const first = at(padded, 0);
    expect(first.values.subarray(0, 36).every((value) => value === 0)).toBe(true);
    expect(realRows(first, 2)).toHaveLength(24);
    expect(realRows(first, 2)[22]).toBeCloseTo(11 / 30, 6);
    expect(first.endsAt).toBeCloseTo(11_000 / 30, 6);
    expect([...rowMask(2, 5)]).toEqual([0, 0, 1, 1, 1]);
  });

  it.each([10, 15, 24, 60])('[DAT-3] a source at %i Hz is resampled by capture time', (hz) => {
    for (const { values, endsAt } of windowsOf(steady(hz, 4))) {
      for (let row = 0; row < 30; row++) {
        const seconds = endsAt / 1000 - (29 - row) / 30;
        expect(values[row * 2]).toBeCloseTo(seconds, 5);
        expect(Math.abs((values[row * 2 + 1] ?? NaN) - seconds ** 2)).toBeLessThan(0.26 / hz ** 2);
      }
    }
    const refused = cutWindows(steady(hz, 4), { ...PLAN, otherRates: 'refuse' }, 2);
    expect(refused).toMatchObject({ kind: 'refused', reason: 'other_rate' });
  });

  it('[DAT-3] a rate like the own one is never refused, a log of one a second always', () => {
    const strict = { ...PLAN, otherRates: 'refuse' as const };
    expect(windowsOf(steady(29.97, 4), strict).length).toBeGreaterThan(5);
    for (const plan of [PLAN, strict]) {
      const cut = cutWindows(steady(1, 100), plan, 2);
      expect(cut).toMatchObject({ kind: 'refused', reason: 'too_slow' });
      expect(cut.kind === 'refused' && cut.sentence).toContain('1000 ms apart');
    }
  });

  it('refuses a plan that makes no sense, and has nothing of nothing', () => {
    expect(windowsOf([])).toEqual([]);
    expect(() => cutWindows([], { ...PLAN, hop: 0 }, 2)).toThrow(RangeError);
    const pad = { kind: 'pad' as const, atLeast: 1 };
    expect(() => cutWindows([], { ...PLAN, short: pad }, 2)).toThrow(RangeError);
    const contract = { ...CONTRACT, length: 1 };
    expect(() => cutWindows([], { ...PLAN, contract }, 2)).toThrow(RangeError);
  });
});
