import { describe, expect, it } from 'vitest';
import { BODY_PACING, nextBodyRate, type LoadReport } from '#core/pacing/body-pacing.ts';
import { createPace } from '#core/pacing/pace.ts';
import { durationMs, timestampMs } from '#core/units.ts';

const calm: LoadReport = {
  dropped: 0,
  latencyP50: durationMs(17),
  bodyInferenceP50: durationMs(20),
};
const after = (seconds: number, load: LoadReport, from: number): number =>
  Array.from({ length: seconds }).reduce<number>((rate) => nextBodyRate(rate, load), from);

describe('the body rate', () => {
  it('[VIS-12] climbs to its greatest when the machine is calm', () => {
    expect(after(20, calm, 1)).toBe(BODY_PACING.maxHz);
  });

  it('[VIS-12] sinks when frames are dropped or the face is late, and never to nothing', () => {
    const dropping = { ...calm, dropped: 5 };
    const late = { ...calm, latencyP50: durationMs(60) };
    expect(nextBodyRate(12, dropping)).toBeLessThan(12);
    expect(nextBodyRate(12, late)).toBeLessThan(12);
    expect(after(30, dropping, 15)).toBe(BODY_PACING.minHz);
  });

  it('[VIS-12] never takes more than its share of a core', () => {
    const slow = { ...calm, bodyInferenceP50: durationMs(100) };
    expect(after(20, slow, 15) * 0.1).toBeCloseTo(BODY_PACING.share);
  });

  it('[VIS-12] does not move where nothing is known but that nothing suffers', () => {
    const unknown: LoadReport = { dropped: 0, latencyP50: null, bodyInferenceP50: null };
    expect(after(30, unknown, 3)).toBe(BODY_PACING.maxHz);
  });
});

describe('a pace', () => {
  const taken = (fps: number, rateHz: number, seconds: number): number => {
    const pace = createPace();
    let count = 0;
    for (let i = 0; i < fps * seconds; i++) {
      if (pace.due(timestampMs((i * 1000) / fps), rateHz)) count++;
    }
    return count;
  };

  it.each([
    [30, 15],
    [30, 10],
    [30, 7],
    [24, 10],
    [60, 15],
  ])('[VIS-12] of a %i fps stream takes %i a second on average', (fps, rate) => {
    expect(taken(fps, rate, 20) / 20).toBeGreaterThan(rate * 0.9);
    expect(taken(fps, rate, 20) / 20).toBeLessThan(rate * 1.1);
  });

  it('[VIS-12] does not make up for a pause with a burst', () => {
    const pace = createPace();
    pace.due(timestampMs(0), 10);
    expect(pace.due(timestampMs(5_000), 10)).toBe(true);
    expect(pace.due(timestampMs(5_017), 10)).toBe(false);
  });
});
