import { describe, expect, test } from 'vitest';
import { createFrameRate } from '#core/signals/frame-rate.ts';
import { timestampMs } from '#core/units.ts';

const rateOf = (times: readonly number[]): number => {
  const rate = createFrameRate();
  for (const time of times) rate.add(timestampMs(time));
  return rate.fps;
};
const every = (intervalMs: number, count: number, from = 0): number[] =>
  Array.from({ length: count }, (_, i) => from + i * intervalMs);

describe('[QUA-6] the frame rate', () => {
  test.each([10, 30, 60, 120])('is found from capture times at %i fps', (fps) => {
    expect(rateOf(every(1000 / fps, fps * 4))).toBeCloseTo(fps, 3);
  });

  test('is not known before a second was seen, nor after a longer gap', () => {
    expect(rateOf([])).toBeNaN();
    expect(rateOf(every(33, 20))).toBeNaN();
    expect(rateOf([...every(33, 90), 60_000])).toBeNaN();
  });

  test('follows a change within three seconds, and a timeline that begins again', () => {
    expect(rateOf([...every(33, 300), ...every(250, 13, 300 * 33)])).toBeCloseTo(4, 0);
    expect(rateOf([...every(250, 40, 1e6), ...every(20, 100)])).toBeCloseTo(50, 3);
  });
});
