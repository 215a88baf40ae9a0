import { describe, expect, it } from 'vitest';
import {
  HALF_AT,
  losses,
  PARTS,
  scoreComponents,
  type ScoreInputs,
  scoreOf,
  WEIGHTS,
} from '#core/engagement/score.ts';
import { STATUS_RULES } from '#core/engagement/status.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { durationMs, probability } from '#core/units.ts';

const ATTENTIVE: ScoreInputs = {
  gazeX: 0,
  gazeY: 0,
  yaw: 0,
  pitch: 0,
  roll: 0,
  closedFor: durationMs(0),
  drowsiness: probability(0),
  posture: { slouch: 0, lean: 0, motion: 0, handRaised: false },
};
const sits = (posture: Partial<NonNullable<ScoreInputs['posture']>>): Partial<ScoreInputs> => ({
  posture: { slouch: 0, lean: 0, motion: 0, handRaised: false, ...posture },
});
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
  drowsiness: random() < 0.3 ? null : probability(random()),
  posture:
    random() < 0.3
      ? null
      : {
          slouch: random() < 0.3 ? null : random() - 0.5,
          lean: random() < 0.3 ? null : random() - 0.5,
          motion: random() < 0.3 ? null : 3 * random(),
          handRaised: random() < 0.1,
        },
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
    const keys = ['gazeX', 'gazeY', 'yaw', 'pitch', 'roll', 'closedFor', 'drowsiness'] as const;
    for (let round = 0; round < 500; round++) {
      const inputs = anyInputs();
      const { posture } = inputs;
      for (const key of keys) {
        const further = (inputs[key] ?? 0) * (1 + random());
        const worse = { ...inputs, [key]: further };
        expect(scored(worse), key).toBeLessThanOrEqual(scored(inputs) + 1e-9);
      }
      for (const key of ['slouch', 'lean', 'motion'] as const) {
        if (posture === null) continue;
        const further = (posture[key] ?? 0) * (1 + random());
        const worse = { ...inputs, posture: { ...posture, [key]: further } };
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
    expect(half({ drowsiness: probability(HALF_AT.drowsiness) }).eyes).toBeCloseTo(0.5, 6);
    expect(half(sits({ slouch: HALF_AT.slouch })).posture).toBeCloseTo(0.5, 6);
    expect(half(sits({ lean: HALF_AT.lean })).posture).toBeCloseTo(0.5, 6);
    expect(half(sits({ motion: HALF_AT.motion })).posture).toBeCloseTo(0.5, 6);
    const sum = PARTS.reduce((total, part) => total + WEIGHTS[part], 0);
    expect(sum).toBeCloseTo(1, 12);
  });

  it('[ENG-6] holds nothing against anybody that is not known', () => {
    expect(scored({ drowsiness: null })).toBe(100);
    expect(scored({ posture: null })).toBe(100);
    expect(scored(sits({ slouch: null, lean: null, motion: null, handRaised: null }))).toBe(100);
  });

  it('[ENG-19] posture weighs little: alone it never ends attention', () => {
    const worst = scored(sits({ slouch: 2, lean: -0.9, motion: 8 }));
    expect(worst).toBeLessThan(75);
    expect(worst).toBeGreaterThan(STATUS_RULES.engaged);
  });

  it('[ENG-19] sitting up, leaning towards the screen and a raised hand never lower the score', () => {
    expect(scored(sits({ slouch: -0.4, lean: 0.5 }))).toBe(100);
    expect(scored(sits({ handRaised: true, motion: 4, slouch: 0.2 }))).toBe(100);
    for (let round = 0; round < 200; round++) {
      const inputs = anyInputs();
      if (inputs.posture === null) continue;
      const raised = { ...inputs, posture: { ...inputs.posture, handRaised: true } };
      expect(scored(raised)).toBeGreaterThanOrEqual(scored(inputs));
    }
  });

  it('[ENG-6] is not saved by a straight head while the eyes are closed', () => {
    expect(scored({ closedFor: durationMs(5000) })).toBeLessThan(35);
    expect(scored({ closedFor: durationMs(300) })).toBeGreaterThan(95);
  });
});
