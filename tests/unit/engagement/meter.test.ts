import { describe, expect, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { createEngagementMeter } from '#core/engagement/meter.ts';
import type { EngagementReading } from '#core/engagement/reading.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { ABSENCE_REASONS, type Observation } from '#core/signals/face-sample.ts';
import type { FaceFeature } from '#core/signals/face-signal.ts';
import { absent, face, frames } from './faces.ts';

type Values = Partial<Record<FaceFeature, number>>;

function run(until: number, valuesAt: (t: number) => Values | Observation, fps = 30) {
  const meter = createEngagementMeter();
  return [...frames(0, until, fps)].map((t) => {
    const given = valuesAt(t);
    return meter.push('kind' in given ? given : face(t, given));
  });
}
const last = (readings: readonly EngagementReading[]): EngagementReading =>
  at(readings, readings.length - 1);
const between = (readings: readonly EngagementReading[], from: number, to: number) =>
  readings.filter((reading) => reading.at >= from && reading.at < to);

describe('engagement meter', () => {
  it('[ENG-11] finds somebody engaged who looks at the screen and blinks', () => {
    const readings = run(30_000, (t) => ({ AU45: t % 4000 < 200 ? 2.2 : 0.1 }));
    const settled = between(readings, 1000, Infinity);
    expect(settled.every(({ status }) => status === 'engaged')).toBe(true);
    expect(Math.min(...settled.map(({ score }) => score ?? 0))).toBeGreaterThan(85);
    expect(last(readings).blinkRate).toBeGreaterThan(13);
    expect(last(readings).blinkRate).toBeLessThan(17);
    expect(last(readings).reason).toBeNull();
  });

  const away: readonly [string, Values, string, string][] = [
    ['gaze aside', { gaze_angle_x: 45, pose_Ry: -15 }, 'disengaged', 'looking_away'],
    ['all turned away', { gaze_angle_x: 45, pose_Ry: -65 }, 'disengaged', 'looking_away'],
    ['eyes closed', { AU45: 2.5 }, 'disengaged', 'eyes_closed'],
    // Eyes that look back at the screen out of a turned head are partly there.
    ['head turned', { gaze_angle_x: 20, pose_Ry: -65 }, 'partially_engaged', 'head_turned'],
    ['head down', { gaze_angle_y: 20, pose_Rx: 60 }, 'partially_engaged', 'head_down'],
  ];
  for (const [what, values, status, reason] of away) {
    it(`[ENG-12] names what lowers the score: ${what}`, () => {
      const readings = run(20_000, (t) => (t < 10_000 ? {} : values));
      expect(last(between(readings, 0, 10_000)).status).toBe('engaged');
      expect(last(readings)).toMatchObject({ status, reason });
    });
  }

  it('[ENG-12] calls long blinks drowsy', () => {
    const readings = run(90_000, (t) => ({ AU45: t % 2000 < 700 ? 2.5 : 0 }));
    expect(last(readings).perclos).toBeGreaterThan(0.3);
    expect(last(readings).status).not.toBe('engaged');
    const reasons = new Set(between(readings, 70_000, 90_000).map(({ reason }) => reason));
    expect(reasons.has('drowsy')).toBe(true);
  });

  it('[ENG-13] says not detected with the reason for every absence, and never a score', () => {
    for (const reason of ABSENCE_REASONS) {
      const readings = run(6000, (t) => (t < 3000 ? {} : absent(t, reason)));
      for (const reading of between(readings, 3600, 6000)) {
        expect(reading).toMatchObject({ score: null, status: 'not_detected', reason });
      }
      expect(readings.some(({ status }) => status === 'disengaged')).toBe(false);
    }
  });

  it('[ENG-13] does not blame a face that cannot be read', () => {
    const dark = run(6000, (t) => (t < 3000 ? {} : absent(t, 'too_dark')));
    expect(last(dark)).toMatchObject({ score: null, status: 'not_detected', reason: 'too_dark' });
    const broken = run(3000, () => ({ pose_Ry: Number.NaN }));
    expect(last(broken)).toMatchObject({ score: null, reason: 'landmarker_unavailable' });
  });

  it('[ENG-13] has a score exactly where it has a status, under anything', () => {
    const random = seededRandom(8);
    const angle = () => 120 * (random() - 0.5);
    const readings = run(120_000, (t) =>
      random() < 0.2
        ? absent(t, at(ABSENCE_REASONS, Math.floor(random() * ABSENCE_REASONS.length)))
        : { gaze_angle_x: angle(), pose_Ry: angle(), pose_Rx: angle(), AU45: 5 * random() },
    );
    for (const { score, status, reason } of readings) {
      expect(score === null).toBe(status === 'not_detected');
      if (score !== null) expect(score >= 0 && score <= 100).toBe(true);
      if (status === 'engaged') expect(reason).toBeNull();
      else expect(reason).not.toBeNull();
    }
  });

  it('[ENG-14] keeps the reading over single missed frames', () => {
    const random = seededRandom(6);
    const readings = run(20_000, (t) => (t > 2000 && random() < 0.15 ? absent(t) : {}));
    const settled = between(readings, 2000, Infinity);
    expect(settled.every(({ status }) => status === 'engaged')).toBe(true);
  });

  it('[ENG-14] keeps the reading over single blurred frames', () => {
    const random = seededRandom(16);
    const readings = run(20_000, (t) => (t > 2000 && random() < 0.15 ? absent(t, 'blurred') : {}));
    const settled = between(readings, 2000, Infinity);
    expect(settled.every(({ status }) => status === 'engaged')).toBe(true);
  });

  it('[ENG-14] starts anew after an absence: nothing of before is held against the student', () => {
    const readings = run(12_000, (t) =>
      t < 5000 ? { gaze_angle_x: 60 } : t < 9000 ? absent(t) : {},
    );
    expect(last(between(readings, 0, 5000)).status).toBe('disengaged');
    const back = between(readings, 9000, Infinity);
    expect(at(back, 0)).toMatchObject({ score: null, reason: 'starting' });
    const scored = back.filter(({ score }) => score !== null);
    expect(scored.every(({ status }) => status === 'engaged')).toBe(true);
  });

  it('[ENG-15] gives nearly the same score at 10, 30 and 60 fps', () => {
    const values = (t: number): Values => ({
      gaze_angle_x: 30 * Math.sin(t / 3000),
      pose_Ry: -20 * Math.sin(t / 3000),
      AU45: t % 5000 < 250 ? 2 : 0,
    });
    const [slow, middle, fast] = [10, 30, 60].map((fps) => {
      const readings = run(40_000, values, fps);
      return (second: number) => last(between(readings, 0, second * 1000)).score ?? -1;
    });
    for (let second = 2; second <= 40; second++) {
      expect(Math.abs((slow?.(second) ?? 0) - (middle?.(second) ?? 0))).toBeLessThan(4);
      expect(Math.abs((fast?.(second) ?? 0) - (middle?.(second) ?? 0))).toBeLessThan(4);
    }
  });

  it('[ENG-16] counts somebody as attentive whose camera stands 20 degrees aside', () => {
    const readings = run(20_000, () => ({ gaze_angle_x: 20, pose_Ry: -20 }));
    expect(between(readings, 8000, Infinity).every(({ status }) => status === 'engaged')).toBe(
      true,
    );
  });

  it('[ENG-16] never counts somebody as attentive who looks away all the time', () => {
    const readings = run(600_000, () => ({ gaze_angle_x: 40, pose_Ry: -40 }), 10);
    expect(between(readings, 2000, Infinity).some(({ status }) => status === 'engaged')).toBe(
      false,
    );
    expect(last(readings).status).toBe('disengaged');
  });

  it('[ENG-18] shows a real change within a few seconds, and a short glance not at all', () => {
    const aside: Values = { gaze_angle_x: 45, pose_Ry: -30 };
    const turning = run(30_000, (t) => (t >= 10_000 && t < 20_000 ? aside : {}));
    const first = (from: number, wanted: string): number =>
      (between(turning, from, Infinity).find(({ status }) => status === wanted)?.at ?? Infinity) -
      from;
    expect(first(10_000, 'partially_engaged')).toBeLessThan(2000);
    expect(first(10_000, 'disengaged')).toBeLessThan(3500);
    expect(first(20_000, 'engaged')).toBeLessThan(2500);
    const glancing = run(60_000, (t) => (t % 5000 > 4200 ? aside : {}));
    const settled = between(glancing, 1000, Infinity);
    expect(settled.every(({ status }) => status === 'engaged')).toBe(true);
  });
});
