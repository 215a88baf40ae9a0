import { describe, expect, it } from 'vitest';
import type { NeutralPose } from '#core/calibration/gaze-calibration.ts';
import { createEngagementMeter } from '#core/engagement/meter.ts';
import type { EngagementReading } from '#core/engagement/reading.ts';
import type { BodyReading, BodySample } from '#core/signals/body-reading.ts';
import type { FaceFeature } from '#core/signals/face-signal.ts';
import { radians, timestampMs } from '#core/units.ts';
import { face, frames, rad } from './faces.ts';

type Values = Partial<Record<FaceFeature, number>>;

interface Scene {
  readonly values?: (t: number) => Values;
  readonly person?: (t: number) => number;
  /** Readings of the body at its own rate. */
  readonly body?: (t: number) => Partial<BodySample> | null;
  readonly bodyHz?: number;
  readonly fps?: number;
  readonly neutral?: NeutralPose;
}

const bodyAt = (t: number, of: Partial<BodySample>): BodySample => ({
  kind: 'body',
  capturedAt: timestampMs(t),
  shoulderTilt: radians(0),
  lean: 0,
  slouch: 0,
  handOnFace: false,
  handRaised: false,
  motion: 0,
  ...of,
});

function run(until: number, scene: Scene): EngagementReading[] {
  const meter = createEngagementMeter();
  if (scene.neutral !== undefined) meter.useNeutral(scene.neutral);
  const step = 1000 / (scene.bodyHz ?? 15);
  let body: BodyReading | null = null;
  return [...frames(0, until, scene.fps)].map((t) => {
    const newest = Math.floor(t / step) * step;
    const seen = scene.body?.(newest);
    if (seen !== undefined) body = seen === null ? null : bodyAt(newest, seen);
    const sample = face(t, scene.values?.(t) ?? {});
    return meter.push({ ...sample, person: scene.person?.(t) ?? 0 }, body);
  });
}
const end = (readings: readonly EngagementReading[]): EngagementReading => {
  const last = readings.at(-1);
  if (last === undefined) throw new Error('no readings');
  return last;
};
const scoreAt = (readings: readonly EngagementReading[], t: number): number =>
  readings.findLast((reading) => reading.at <= t + 1e-6)?.score ?? Number.NaN;

const NEUTRAL: NeutralPose = {
  gazeX: radians(rad(30)),
  gazeY: radians(rad(5)),
  yaw: radians(rad(-25)),
  pitch: radians(rad(3)),
  roll: radians(0),
  position: { x: 0, y: 0, z: 600 },
};

describe('[ENG-19] the body in the score', () => {
  it('lowers it a little, and not at all where it is not read', () => {
    const slumped = run(10_000, { body: () => ({ slouch: 0.35 }) });
    expect(end(slumped).score).toBeLessThan(92);
    expect(end(slumped)).toMatchObject({ status: 'engaged', reason: null });
    expect(end(run(10_000, {})).score).toBeCloseTo(100, 3);
    const unknown = run(10_000, { body: () => ({ slouch: null, lean: null, motion: null }) });
    expect(end(unknown).score).toBeCloseTo(100, 3);
    expect(end(run(10_000, { body: () => null })).score).toBeCloseTo(100, 3);
  });

  it('is the reason where it takes most', () => {
    const scene = (slouch: number): Scene => ({
      values: (t) => (t < 3000 ? {} : { gaze_angle_x: 24 }),
      body: (t) => ({ slouch: t < 3000 ? 0 : slouch }),
      neutral: { ...NEUTRAL, gazeX: radians(0), yaw: radians(0) },
    });
    const bent = run(8000, scene(0.8));
    expect(end(bent)).toMatchObject({ status: 'partially_engaged', reason: 'slumped' });
    expect(end(run(8000, scene(0.1))).reason).not.toBe('slumped');
  });

  it('says nothing for a hand on the face or tilted shoulders', () => {
    const leaning = run(5000, { body: () => ({ handOnFace: true, shoulderTilt: radians(0.4) }) });
    expect(end(leaning).score).toBeCloseTo(100, 3);
  });

  it('does not lower it for a raised hand, however much moves', () => {
    const raising = run(5000, { body: () => ({ handRaised: true, motion: 4, slouch: 0.3 }) });
    expect(end(raising).score).toBeCloseTo(100, 3);
  });

  it('gives nearly the same score whatever the rates of face and body', () => {
    const scene: Scene = {
      values: (t) => ({ gaze_angle_x: 20 * Math.sin(t / 3000) }),
      body: (t) => ({ slouch: 0.4 * Math.max(0, Math.sin(t / 4000)), motion: 0.5 }),
    };
    const usual = run(30_000, { ...scene, fps: 30, bodyHz: 15 });
    for (const fps of [10, 15, 30]) {
      for (const bodyHz of [5, 10, 15]) {
        const other = run(30_000, { ...scene, fps, bodyHz });
        for (let t = 2000; t < 30_000; t += 1000) {
          const off = Math.abs(scoreAt(other, t) - scoreAt(usual, t));
          expect(off, `${fps} fps, body at ${bodyHz} Hz, ${t} ms`).toBeLessThan(4);
        }
      }
    }
  });
});

describe('[ENG-23] a calibrated neutral', () => {
  const aside: Values = { gaze_angle_x: 30, pose_Ry: -25 };

  it('makes a camera that stands 30 degrees aside no matter, at once and for good', () => {
    const readings = run(120_000, { values: () => aside, neutral: NEUTRAL, fps: 10 });
    const scored = readings.filter(({ score }) => score !== null);
    expect(scored.every(({ status }) => status === 'engaged')).toBe(true);
    expect(scored[0]?.score).toBeGreaterThan(98);
    const guessed = run(120_000, { values: () => aside, fps: 10 });
    expect(end(guessed).score).toBeLessThan(end(readings).score ?? 0);
  });

  it('makes a look 30 degrees off that screen a look away, however long', () => {
    const readings = run(600_000, {
      values: (t) => (t < 10_000 ? aside : { gaze_angle_x: -5, pose_Ry: 5 }),
      neutral: NEUTRAL,
      fps: 10,
    });
    const off = readings.filter(({ at }) => at > 14_000);
    expect(off.some(({ status }) => status === 'engaged')).toBe(false);
    expect(end(readings).reason).toBe('looking_away');
  });

  it('may be drifted from by posture, within bounds, and be given up', () => {
    const moved = run(300_000, {
      values: () => ({ ...aside, gaze_angle_x: 34 }),
      neutral: NEUTRAL,
      fps: 10,
    });
    expect(end(moved).score).toBeGreaterThan(98);
    const meter = createEngagementMeter();
    meter.useNeutral(NEUTRAL);
    for (const t of frames(0, 5000)) meter.push(face(t, aside));
    meter.useNeutral(null);
    let last: EngagementReading | null = null;
    for (const t of frames(5000, 10_000)) last = meter.push(face(t, {}));
    expect(last?.score).toBeGreaterThan(98);
  });
});

describe('[ENG-24] another person', () => {
  it('starts with a neutral, PERCLOS and smoothing of their own', () => {
    const change = 60_000;
    const readings = run(90_000, {
      values: (t) =>
        t < change
          ? { gaze_angle_x: 12, pose_Ry: -10, AU45: t % 2000 < 900 ? 2 : 0 }
          : { AU45: t % 4000 < 200 ? 2 : 0 },
      person: (t) => (t < change ? 0 : 1),
    });
    const before = readings.filter(({ at }) => at < change);
    const after = readings.filter(({ at }) => at >= change);
    expect(end(before).perclos).toBeGreaterThan(0.3);
    expect(end(before).drowsiness).toBeGreaterThan(0.5);
    expect(after[0]).toMatchObject({ score: null, reason: 'starting', perclos: null });
    expect(after[0]).toMatchObject({ drowsiness: null, blinkRate: null });
    const scored = after.filter(({ score }) => score !== null);
    expect(scored[0]?.score).toBeGreaterThan(98);
    expect(scored.every(({ status }) => status === 'engaged')).toBe(true);
    expect(end(after).drowsiness).toBeLessThan(0.1);
  });

  it('is nobody new for being called 3 from the first', () => {
    const readings = run(5000, { person: () => 3 });
    const starting = readings.filter(({ reason }) => reason === 'starting');
    expect(starting.every(({ at }) => at < 500)).toBe(true);
  });
});
