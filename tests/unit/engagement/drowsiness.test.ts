import { describe, expect, it } from 'vitest';
import type { FeatureRow } from '#core/csv/feature-row.ts';
import { SMART_LMS_FEATURES } from '#core/csv/smart-lms-features.ts';
import {
  createDrowsinessMeter,
  DROWSINESS_RULES,
  drowsinessLevel,
  type DrowsinessInputs,
} from '#core/engagement/drowsiness.ts';
import { createEngagementMeter } from '#core/engagement/meter.ts';
import type { EngagementReading } from '#core/engagement/reading.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { durationMs, probability, timestampMs } from '#core/units.ts';
import { absent, face, frames } from './faces.ts';

const level = (inputs: Partial<DrowsinessInputs>): number =>
  drowsinessLevel({ perclos: probability(0), longClosures: 0, yawns: 0, ...inputs });

/** Readings of lids that are at `lid(t)`; `yawns`: seconds at which a yawn ends. */
function watch(
  lid: (t: number) => number,
  { until = 90_000, fps = 30, yawns = [] as readonly number[] } = {},
): EngagementReading[] {
  const meter = createEngagementMeter();
  const waiting = [...yawns];
  return [...frames(0, until, fps)].map((t) => {
    while (waiting[0] !== undefined && waiting[0] * 1000 <= t) {
      meter.yawned(timestampMs(1000 * (waiting.shift() ?? 0)));
    }
    return meter.push(face(t, { AU45: lid(t) }));
  });
}
const awake = (t: number): number => (t % 4000 < 200 ? 2 : 0);
const end = (readings: readonly EngagementReading[]) => readings.at(-1)?.drowsiness ?? Number.NaN;

describe('[ENG-21] drowsiness', () => {
  it('is 0..1 and rises with each of its signs', () => {
    const random = seededRandom(41);
    for (let round = 0; round < 500; round++) {
      const inputs = {
        perclos: probability(0.4 * random()),
        longClosures: Math.floor(5 * random()),
        yawns: Math.floor(5 * random()),
      };
      const now = level(inputs);
      expect(now >= 0 && now <= 1).toBe(true);
      expect(
        level({ ...inputs, perclos: probability(inputs.perclos + 0.05) }),
      ).toBeGreaterThanOrEqual(now);
      expect(level({ ...inputs, longClosures: inputs.longClosures + 1 })).toBeGreaterThanOrEqual(
        now,
      );
      expect(level({ ...inputs, yawns: inputs.yawns + 1 })).toBeGreaterThanOrEqual(now);
    }
  });

  it('needs the eyes: yawns alone, of however many, call nobody drowsy', () => {
    expect(level({ yawns: 50 })).toBeLessThan(DROWSINESS_RULES.drowsy);
    expect(level({ yawns: 2, perclos: probability(0.13) })).toBeGreaterThan(
      DROWSINESS_RULES.drowsy,
    );
    expect(level({ perclos: probability(0.13) })).toBeLessThan(DROWSINESS_RULES.drowsy);
  });

  it('is low for somebody awake, and null before enough of the eyes was seen', () => {
    const readings = watch(awake);
    expect(readings.find(({ at }) => at >= 10_000)?.drowsiness).toBeNull();
    expect(end(readings)).toBeLessThan(0.05);
  });

  for (const fps of [10, 15, 30]) {
    it(`is nearly the same at ${fps} fps`, () => {
      const tired = (t: number): number => {
        const phase = t % 4000;
        return 2 * Math.max(0, Math.min(1, phase / 150, (700 - phase) / 150));
      };
      expect(Math.abs(end(watch(tired, { fps })) - end(watch(tired, { fps: 60 })))).toBeLessThan(
        0.12,
      );
    });
  }

  it('knows long closures and yawns of before, and forgets them', () => {
    const nodding = (t: number): number => (t > 30_000 && t < 31_500 ? 2 : awake(t));
    const once = watch(nodding, { until: 60_000 });
    expect(end(once)).toBeGreaterThanOrEqual(0.19);
    expect(end(watch(nodding, { until: 100_000 }))).toBeLessThan(0.05);
    const yawning = watch(awake, { until: 330_000, fps: 10, yawns: [40, 50] });
    const at = (seconds: number) =>
      yawning.find((reading) => reading.at >= seconds * 1000)?.drowsiness;
    expect(at(39)).toBeLessThan(0.05);
    expect(at(60)).toBeGreaterThan(0.25);
    const meter = createDrowsinessMeter();
    meter.yawned(timestampMs(0));
    const open = { perclos: probability(0), longClosures: 0 };
    expect(meter.level(timestampMs(299_000), open)).toBeGreaterThan(0);
    expect(meter.level(timestampMs(301_000), open)).toBe(0);
  });

  it('is not one frame: a single frame of any face changes it by nothing much', () => {
    const meter = createEngagementMeter();
    let before = 0;
    for (const t of frames(0, 60_000, 30)) {
      before = meter.push(face(t, { AU45: awake(t) })).drowsiness ?? 0;
    }
    const grimace = { AU45: 5, AU07: 5, AU05: 0, AU25: 5, AU26: 5 };
    const after = meter.push(face(60_000, grimace)).drowsiness ?? 1;
    expect(Math.abs(after - before)).toBeLessThan(0.02);
  });

  it('goes on being known while nobody is seen', () => {
    const meter = createEngagementMeter();
    for (const t of frames(0, 60_000, 30)) meter.push(face(t, { AU45: t % 2000 < 700 ? 2 : 0 }));
    expect(meter.push(absent(61_000)).drowsiness).toBeGreaterThan(0.5);
  });

  it('is not the exported drowsiness_level, which stays as the original defines it', () => {
    const column = SMART_LMS_FEATURES.columns.find(({ name }) => name === 'drowsiness_level');
    const row: Omit<FeatureRow, 'observation'> = {
      time: { kind: 'moment', at: timestampMs(0), elapsed: durationMs(0) },
      frame: 1,
      sessionId: 's',
      lectureId: 'l',
      courseId: 'c',
      status: null,
      score: null,
    };
    const exported = (values: Parameters<typeof face>[1]) =>
      column?.cell({ ...row, observation: face(0, values) });
    expect(Number(exported({ AU07: 2, AU45: 1.5, AU05: 0.5 }))).toBeCloseTo(3, 4);
    expect(Number(exported({ AU07: 0, AU45: 0, AU05: 1 }))).toBe(0);
  });
});
