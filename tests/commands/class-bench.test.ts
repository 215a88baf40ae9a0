import { describe, expect, test } from 'vitest';
import { measureClass } from '../../scripts/bench/class/measure-class.ts';
import { classFigures } from '../../scripts/bench/class.ts';
import { findMosquitto } from '../../scripts/testing/find-mosquitto.ts';

const SCENARIO = { students: 50, hz: 1, seconds: 5, warmUpSeconds: 3 };

describe.skipIf(findMosquitto() === null)('the bench of a class', () => {
  test('[SCL-1] [SCL-2] students of a real broker are drawn, every message once (skipped where there is no mosquitto)', async () => {
    const ran = await measureClass(SCENARIO, () => undefined);
    expect(ran.sent).toBeGreaterThan(SCENARIO.students * SCENARIO.seconds);
    expect(ran.failed).toBe(0);
    expect(ran.lost).toBe(0);
    expect(ran.again).toBe(0);
    expect(ran.arrived).toBe(ran.sent);
    expect(ran.drawn).toBe(ran.sent);

    expect(ran.received.length).toBeGreaterThan(SCENARIO.students * (SCENARIO.seconds - 1));
    expect(ran.rendered).toHaveLength(ran.received.length);
    for (const [i, drawnAfter] of ran.rendered.entries()) {
      expect(drawnAfter).toBeGreaterThan(ran.received[i] ?? Infinity);
    }
    expect(ran.frames.length).toBeGreaterThan(SCENARIO.seconds);
    expect(ran.heap).toBeGreaterThan(1e6);
    const names = classFigures(SCENARIO, ran).map(({ name }) => name);
    expect(names).toContain('publish to drawn, 50 students, p99');
    expect(new Set(names).size).toBe(names.length);
  });
});
