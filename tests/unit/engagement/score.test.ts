import { describe, expect, it } from 'vitest';
import {
  HALF_AT,
  losses,
  scoreComponents,
  type ScoreInputs,
  scoreOf,
  WEIGHTS,
} from '#core/engagement/score.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { durationMs, probability } from '#core/units.ts';

const ATTENTIVE: ScoreInputs = {
  gazeX: 0,
  gazeY: 0,
  yaw: 0,
  pitch: 0,
  roll: 0,
  closedFor: durationMs(0),
  perclos: probability(0),
};
const scored = (inputs: Partial<ScoreInputs>): number =>
  scoreOf(losses(scoreComponents({ ...ATTENTIVE, ...inputs })));

const random = seededRandom(17);
const anyInputs = (): ScoreInputs => ({
  gazeX: 2 * (random() - 0.5),
  gazeY: 2 * (random() - 0.5),
  yaw: 3 * (random() - 0.5),
  pitch: 2 * (random() - 0.5),
  roll: 2 * (random() - 0.5),
  closedFor: durationMs(random() < 0.5 ? 0 : 5000 * random()),
  perclos: random() < 0.3 ? null : probability(random()),
});

describe('engagement score', () => {
  it('[ENG-5] is 0..100 for anything, and 100 for somebody who looks at the screen', () => {
    expect(scored({})).toBeCloseTo(100, 9);
    for (let round = 0; round < 500; round++) {
      const score = scored(anyInputs());
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
    }
  });

  it('[ENG-5] never rises when anything moves further from attention', () => {
    const keys = Object.keys(ATTENTIVE) as (keyof ScoreInputs)[];
    for (let round = 0; round < 500; round++) {
      const inputs = anyInputs();
      for (const key of keys) {
        const further = (inputs[key] ?? 0) * (1 + random());
        const worse = { ...inputs, [key]: further };
        expect(scored(worse), key).toBeLessThanOrEqual(scored(inputs) + 1e-9);
      }
    }
  });

  it('[ENG-5] is smooth: a degree or 30 ms never moves it by more than a few points', () => {
    const degree = Math.PI / 180;
    for (let round = 0; round < 500; round++) {
      const inputs = anyInputs();
      for (const key of ['gazeX', 'gazeY', 'yaw', 'pitch', 'roll'] as const) {
        const near = { ...inputs, [key]: inputs[key] + degree };
        expect(Math.abs(scored(near) - scored(inputs))).toBeLessThan(5);
      }
      const later = { ...inputs, closedFor: durationMs(inputs.closedFor + 30) };
      expect(Math.abs(scored(later) - scored(inputs))).toBeLessThan(5);
    }
  });

  it('[ENG-6] has components of one half where the table says', () => {
    const half = (inputs: Partial<ScoreInputs>) => scoreComponents({ ...ATTENTIVE, ...inputs });
    expect(half({ gazeX: HALF_AT.gazeX }).gaze).toBeCloseTo(0.5, 6);
    expect(half({ gazeY: -1 * HALF_AT.gazeY }).gaze).toBeCloseTo(0.5, 6);
    expect(half({ yaw: -1 * HALF_AT.yaw }).head).toBeCloseTo(0.5, 6);
    expect(half({ pitch: HALF_AT.pitch }).head).toBeCloseTo(0.5, 6);
    expect(half({ roll: HALF_AT.roll }).head).toBeCloseTo(0.5, 6);
    expect(half({ closedFor: HALF_AT.closedFor }).eyes).toBeCloseTo(0.5, 6);
    expect(half({ perclos: probability(HALF_AT.perclos) }).eyes).toBeCloseTo(0.5, 6);
    expect(WEIGHTS.gaze + WEIGHTS.head + WEIGHTS.eyes).toBeCloseTo(1, 12);
  });

  it('[ENG-6] holds nothing against anybody that is not known', () => {
    expect(scored({ perclos: null })).toBe(scored({ perclos: probability(0) }));
  });

  it('[ENG-6] is not saved by a straight head while the eyes are closed', () => {
    expect(scored({ closedFor: durationMs(5000) })).toBeLessThan(35);
    expect(scored({ closedFor: durationMs(300) })).toBeGreaterThan(95);
  });
});
