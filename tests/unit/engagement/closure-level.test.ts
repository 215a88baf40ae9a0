import { describe, expect, it } from 'vitest';
import { CLOSURE_RULES, createClosureLevel } from '#core/engagement/closure-level.ts';
import { createEyeMeter } from '#core/engagement/eyes.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { timestampMs } from '#core/units.ts';
import { frames } from './faces.ts';

/**
 * Somebody whose eyes are shut to AU45 `full` for 200 ms every 4 s, with lids that take 100 ms each
 * way, and who from 30 s on lets them hang at `hanging` of the way for half of the time.
 */
const lids =
  (full: number, hanging: number) =>
  (t: number): number => {
    const phase = t % 4000;
    const blink = Math.max(0, Math.min(1, phase / 100, (400 - phase) / 100));
    const hangs = t > 30_000 && phase > 2000;
    return full * Math.max(blink, hangs ? hanging : 0);
  };

function after(lid: (t: number) => number, fps: number) {
  const eyes = createEyeMeter();
  const random = seededRandom(2);
  let perclos: number | null = null;
  let longest = 0;
  for (const t of frames(0, 90_000, fps)) {
    const reading = eyes.push(timestampMs(t), Math.max(0, lid(t) + 0.1 * (random() - 0.5)));
    perclos = reading.perclos;
    if (t > 30_000) longest = Math.max(longest, reading.closedFor);
  }
  return { perclos: perclos ?? Number.NaN, longest };
}

describe('[ENG-20] closed eyes', () => {
  const eyes = [
    ['narrow', 1.15],
    ['usual', 2],
    ['wide', 2.5],
  ] as const;

  for (const [kind, full] of eyes) {
    for (const fps of [15, 30]) {
      it(`are told from half closed ones: ${kind} eyes at ${fps} fps`, () => {
        const half = after(lids(full, 0.5), fps);
        // Blinks alone: 0.24 s above 80 % in each 4 s.
        expect(Math.abs(half.perclos - 0.06)).toBeLessThan(0.03);
        expect(half.longest).toBeLessThan(500);
        const shut = after(lids(full, 0.92), fps);
        expect(shut.perclos).toBeGreaterThan(0.45);
        expect(shut.longest).toBeGreaterThan(1800);
      });
    }
  }

  it('are measured as of usual people before enough blinks were seen, and within bounds', () => {
    const level = createClosureLevel();
    for (let blink = 1; blink < CLOSURE_RULES.enough; blink++) {
      level.blinked(2.5);
      expect(level.current()).toBe(CLOSURE_RULES.unknown);
    }
    level.blinked(2.5);
    expect(level.current()).toBeCloseTo(2, 6);
    for (let blink = 0; blink < 40; blink++) level.blinked(5);
    expect(level.current()).toBe(CLOSURE_RULES.highest);
    for (let blink = 0; blink < 40; blink++) level.blinked(0.3);
    expect(level.current()).toBe(CLOSURE_RULES.lowest);
  });

  it('are measured by the higher blinks, since a camera misses most peaks', () => {
    const random = seededRandom(9);
    const level = createClosureLevel();
    for (let blink = 0; blink < 60; blink++) level.blinked(2 * (0.6 + 0.4 * random()));
    expect(level.current()).toBeGreaterThan(0.8 * 2 * 0.8);
    expect(level.current()).toBeLessThan(0.8 * 2);
  });
});
