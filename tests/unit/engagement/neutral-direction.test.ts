import { describe, expect, it } from 'vitest';
import { NEUTRAL_RULES } from '#core/engagement/attention-angles.ts';
import { createNeutralDirection } from '#core/engagement/neutral-direction.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { durationMs } from '#core/units.ts';
import { rad } from './faces.ts';

const FRAME = durationMs(1000 / 30);
const learn = (seconds: number, angle: (t: number) => number) => {
  const neutral = createNeutralDirection(NEUTRAL_RULES.gazeX);
  for (let frame = 0; frame < seconds * 30; frame++) neutral.learn(angle(frame / 30), FRAME);
  return neutral.current();
};

describe('neutral direction', () => {
  it('[ENG-10] finds an off-axis camera within seconds', () => {
    expect(learn(10, () => rad(10))).toBeCloseTo(rad(10), 2);
  });

  it('[ENG-10] is a median: glances do not pull it', () => {
    const random = seededRandom(4);
    const usual = learn(60, () => rad(5 + 4 * (random() - 0.5)));
    const glancing = learn(60, (t) => rad(t % 5 < 1 ? -20 : 5 + 4 * (random() - 0.5)));
    expect(Math.abs(glancing - usual)).toBeLessThan(rad(1.5));
  });

  it('[ENG-10] never goes further than its bound, nor after looks that are off the screen', () => {
    expect(learn(3600, () => rad(24))).toBeLessThanOrEqual(NEUTRAL_RULES.gazeX.bound + 1e-9);
    expect(learn(3600, () => rad(35))).toBeCloseTo(0, 9);
    expect(learn(60, () => Number.NaN)).toBe(0);
  });
});
