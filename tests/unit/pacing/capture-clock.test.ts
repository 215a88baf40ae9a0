import { describe, expect, it } from 'vitest';
import { createCaptureClock } from '#core/pacing/capture-clock.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { durationMs, timestampMs } from '#core/units.ts';

const SPAN = durationMs(10_000);
const EPOCH = 1_700_000_000_000;

describe('the capture clock', () => {
  it('[VIS-11] finds the offset behind uneven delivery, to within the quickest delivery', () => {
    const random = seededRandom(7);
    const clock = createCaptureClock(SPAN);
    for (let i = 0; i < 300; i++) {
      const frameTime = 5_000 + i * 33.3;
      const delay = 2 + 40 * random() ** 3;
      const mapped = clock.map(frameTime, timestampMs(EPOCH + i * 33.3 + delay));
      if (i > 60) expect(Math.abs(mapped - (EPOCH + i * 33.3 + 2))).toBeLessThan(1);
    }
  });

  it('[VIS-11] rises strictly, also where frame times repeat or fall back', () => {
    const clock = createCaptureClock(SPAN);
    const times = [0, 33, 33, 20, 66].map((t, i) => clock.map(t, timestampMs(EPOCH + i * 10)));
    for (let i = 1; i < times.length; i++) {
      expect(times[i] as number).toBeGreaterThan(times[i - 1] as number);
    }
  });

  it('[VIS-11] follows a camera whose clock is slow', () => {
    const clock = createCaptureClock(SPAN);
    let mapped = 0;
    let arrival = 0;
    for (let i = 0; i < 3_000; i++) {
      arrival = EPOCH + i * 33.3;
      mapped = clock.map(i * 33.3 * 0.999, timestampMs(arrival));
    }
    // 100 s at 1 in 1000 are 100 ms; remembered offsets are younger than the span.
    expect(arrival - mapped).toBeLessThan(SPAN / 1_000 + 1);
  });

  it('[VIS-11] forgets the old timeline when a new track begins', () => {
    const clock = createCaptureClock(SPAN);
    clock.map(1_000_000, timestampMs(EPOCH));
    clock.restart();
    expect(clock.map(0, timestampMs(EPOCH + 500))).toBe(EPOCH + 500);
  });
});
