import { describe, expect, it } from 'vitest';
import { createPulseDetector, type Pulse, type PulseRules } from '#core/numeric/pulse-detector.ts';
import { durationMs, timestampMs } from '#core/units.ts';

const RULES: PulseRules = {
  rise: 1,
  within: durationMs(400),
  startsBelow: 5,
  undone: 0.6,
  shortest: durationMs(50),
  longest: durationMs(500),
  maxGap: durationMs(250),
};

function pulses(value: (t: number) => number, until: number, step = 33): Pulse[] {
  const detector = createPulseDetector(RULES);
  const found: Pulse[] = [];
  for (let t = 0; t < until; t += step) {
    const pulse = detector.push(timestampMs(t), value(t));
    if (pulse !== null) found.push(pulse);
  }
  return found;
}
const triangle = (t: number, middle: number, width: number, height: number): number =>
  height * Math.max(0, 1 - Math.abs(t - middle) / width);

describe('pulses', () => {
  it('[EVT-1] are found on any level and on a drifting one', () => {
    for (const level of [0, 1, 3]) {
      const drifting = (t: number): number => level + t / 10_000 + triangle(t, 1000, 150, 2);
      const [pulse, ...more] = pulses(drifting, 2000);
      expect(more).toEqual([]);
      expect(pulse?.from).toBeGreaterThan(860);
      expect(pulse?.from).toBeLessThan(960);
      expect(pulse?.to).toBeGreaterThan(1040);
      expect(pulse?.to).toBeLessThan(1130);
    }
  });

  it('[EVT-1] are two where they follow close, and one where they tremble', () => {
    const two = (t: number): number => triangle(t, 1000, 150, 2) + triangle(t, 1350, 150, 2);
    expect(pulses(two, 2500)).toHaveLength(2);
    const trembling = (t: number): number =>
      triangle(t, 1000, 200, 2) - (Math.abs(t - 1033) < 17 ? 0.5 : 0);
    expect(pulses(trembling, 2000)).toHaveLength(1);
  });

  it('[EVT-4] are neither slow rises nor steps that stay', () => {
    expect(pulses((t) => Math.min(2, t / 1000), 4000)).toEqual([]);
    expect(pulses((t) => (t < 1000 ? 0 : 2), 4000)).toEqual([]);
  });

  it('[EVT-3] are not found across a gap', () => {
    const detector = createPulseDetector(RULES);
    for (const [t, value] of [
      [0, 0],
      [33, 0],
      [400, 2],
      [433, 0],
      [466, 0],
    ] as const) {
      expect(detector.push(timestampMs(t), value)).toBeNull();
    }
  });
});
