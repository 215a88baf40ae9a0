import { describe, expect, it } from 'vitest';
import { createReliabilityBuilder } from '#core/engagement/reliability-builder.ts';
import {
  judgeReliability,
  RELIABILITY_RAMPS,
  RELIABILITY_REASONS,
  type ReliabilityMeasures,
} from '#core/engagement/reliability.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { BodyReading } from '#core/signals/body-reading.ts';
import { ABSENCE_REASONS, type Observation } from '#core/signals/face-sample.ts';
import { durationMs, probability, timestampMs } from '#core/units.ts';
import { absent, face, frames } from './faces.ts';

const MINUTE = 60_000;
const body = (t: number): BodyReading => ({
  kind: 'body',
  capturedAt: timestampMs(t),
  shoulderTilt: null,
  lean: null,
  slouch: null,
  handOnFace: null,
  handRaised: null,
  motion: null,
});

function reliabilityOf(observe: (t: number) => Observation, until = 2 * MINUTE, fps = 30) {
  const builder = createReliabilityBuilder();
  for (const t of frames(0, until, fps)) builder.add(observe(t), null);
  return builder.current();
}
/** True in the last `share` of every `period` milliseconds. */
const atTimes = (t: number, period: number, share: number) =>
  (t % period) / period >= 1 - share - 1e-9;

const clear: ReliabilityMeasures = {
  detectionRate: probability(1),
  readableRate: probability(1),
  meanQuality: probability(1),
  baselineShift: 0.4,
  readFor: durationMs(MINUTE),
};

describe('reliability', () => {
  it('[FAI-1] of somebody who is seen well all the time is usual, without a reason', () => {
    expect(reliabilityOf((t) => face(t, {}, 0.9))).toMatchObject({
      detectionRate: 1,
      readableRate: 1,
      baselineShift: null,
      level: 'usual',
      reasons: [],
      weight: 1,
    });
  });

  it('[FAI-2] counts short misses, but not having left', () => {
    const missing = reliabilityOf((t) => (atTimes(t, 2000, 0.4) ? absent(t) : face(t)));
    expect(missing.detectionRate).toBeCloseTo(0.6, 1);
    expect(missing.reasons).toEqual(['face_often_not_found']);
    const away = reliabilityOf((t) => (atTimes(t, 20_000, 0.4) ? absent(t) : face(t)));
    expect(away.detectionRate).toBe(1);
    expect(away.level).toBe('usual');
  });

  it('[FAI-2] counts every moment in which the body is in view without a face', () => {
    const builder = createReliabilityBuilder();
    for (const t of frames(0, 2 * MINUTE)) {
      builder.add(atTimes(t, 40_000, 0.5) ? absent(t) : face(t), body(t));
    }
    expect(builder.current().detectionRate).toBeCloseTo(0.5, 2);
  });

  it.each(['paused', 'tab_hidden', 'camera_lost', 'landmarker_unavailable'] as const)(
    '[FAI-2] holds %s against nobody',
    (reason) => {
      const interrupted = reliabilityOf((t) =>
        atTimes(t, 1000, 0.5) ? absent(t, reason) : face(t),
      );
      expect(interrupted.detectionRate).toBe(1);
      expect(interrupted.readableRate).toBe(1);
      expect(interrupted.readFor).toBeCloseTo(MINUTE, -2);
    },
  );

  it('[FAI-2] does not count a miss that an interruption ends', () => {
    const builder = createReliabilityBuilder();
    for (const t of frames(0, MINUTE)) builder.add(face(t), null);
    for (const t of frames(MINUTE, MINUTE + 500)) builder.add(absent(t), null);
    builder.add(absent(MINUTE + 500, 'paused'), null);
    builder.add(face(MINUTE + 600), null);
    expect(builder.current().detectionRate).toBe(1);
  });

  it('[FAI-3] is about time, not about frames', () => {
    const observe = (t: number) =>
      atTimes(t, 4000, 0.5) ? absent(t, 'too_dark') : face(t, {}, t % 8000 < 4000 ? 1 : 0.5);
    const slow = reliabilityOf(observe, 2 * MINUTE, 10);
    const fast = reliabilityOf(observe, 2 * MINUTE, 60);
    expect(slow.readableRate).toBeCloseTo(0.5, 2);
    expect(fast.readableRate).toBeCloseTo(0.5, 2);
    expect(slow.meanQuality).toBeCloseTo(0.75, 2);
    expect(fast.meanQuality).toBeCloseTo(0.75, 2);
    expect(slow.reasons).toEqual(['face_often_unreadable']);
  });

  it('[FAI-3] does not let one observation stand for a hole in the log', () => {
    const builder = createReliabilityBuilder();
    builder.add(face(0), null);
    builder.add(face(60 * MINUTE), null);
    expect(builder.current().readFor).toBeLessThanOrEqual(1000);
  });

  it('[FAI-4] takes the median of the baseline shift over the time that has one', () => {
    const shiftAt = (t: number) => (t < 20_000 ? null : t < 60_000 ? 9 : 3.2);
    const { baselineShift, reasons } = reliabilityOf((t) => ({
      ...face(t),
      baselineShift: shiftAt(t),
    }));
    expect(Math.abs((baselineShift ?? NaN) - 3.2)).toBeLessThanOrEqual(0.051);
    expect(reasons).toEqual(['unusual_baseline']);
  });

  it('[FAI-4] an unusual face alone never makes the level low', () => {
    for (const baselineShift of [4, -6, 1000]) {
      expect(judgeReliability({ ...clear, baselineShift }).level).toBe('reduced');
    }
  });

  it('[FAI-5] is low for who was never seen, and knows nothing of them', () => {
    expect(reliabilityOf((t) => absent(t))).toEqual({
      detectionRate: null,
      readableRate: null,
      meanQuality: null,
      baselineShift: null,
      readFor: 0,
      level: 'low',
      reasons: ['seen_too_briefly'],
      weight: 0,
    });
  });

  it('[FAI-6] never rises where a measure gets worse, and names what is worst first', () => {
    const random = seededRandom(5);
    const KEYS = {
      face_often_not_found: 'detectionRate',
      face_often_unreadable: 'readableRate',
      poor_quality: 'meanQuality',
      unusual_baseline: 'baselineShift',
      seen_too_briefly: 'readFor',
    } as const;
    for (let round = 0; round < 500; round++) {
      const measures = { ...clear };
      for (const reason of RELIABILITY_REASONS) {
        const { good, bad } = RELIABILITY_RAMPS[reason];
        Object.assign(measures, { [KEYS[reason]]: bad + (good - bad) * random() * 1.2 });
      }
      const before = judgeReliability(measures);
      expect(before.reasons.length === 0).toBe(before.level === 'usual');
      for (const reason of RELIABILITY_REASONS) {
        const { good, bad } = RELIABILITY_RAMPS[reason];
        const worse = { ...measures, [KEYS[reason]]: bad + (bad - good) * random() * 0.1 };
        const after = judgeReliability(worse);
        expect(after.weight).toBeLessThanOrEqual(before.weight + 1e-12);
        expect(after.reasons).toContain(reason);
        if (reason !== 'unusual_baseline') expect(after.level).toBe('low');
      }
    }
  });

  it('[FAI-7] holds on to no observation: a sampler may write over its own', () => {
    const builder = createReliabilityBuilder();
    const reused = { ...face(0) };
    for (const t of frames(0, MINUTE)) {
      Object.assign(reused, { capturedAt: t, quality: t < MINUTE / 2 ? 1 : 0.5 });
      builder.add(reused, null);
    }
    const { readFor, meanQuality } = builder.current();
    expect(readFor).toBeCloseTo(MINUTE, -2);
    expect(meanQuality).toBeCloseTo(0.75, 2);
  });

  it('[FAI-7] accepts whatever comes, late observations included', () => {
    const random = seededRandom(9);
    const builder = createReliabilityBuilder();
    let t = 0;
    for (let step = 0; step < 20_000; step++) {
      t += random() < 0.1 ? -50 * random() : 100 * random();
      const reason = ABSENCE_REASONS[Math.floor(random() * ABSENCE_REASONS.length)] ?? 'no_face';
      const observation = random() < 0.5 ? face(t, {}, random()) : absent(t, reason);
      builder.add(observation, random() < 0.3 ? body(t) : null);
    }
    const { detectionRate, readableRate, weight } = builder.current();
    for (const part of [detectionRate, readableRate, weight]) {
      expect(part).toBeGreaterThanOrEqual(0);
      expect(part).toBeLessThanOrEqual(1);
    }
  });
});
