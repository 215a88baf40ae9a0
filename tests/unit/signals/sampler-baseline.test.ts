import { describe, expect, test } from 'vitest';
import { FACE_POINT as P } from '#core/landmarks/face-points.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import type { BaselineSnapshot } from '#core/signals/baseline-snapshot.ts';
import { createFaceSampler, type FaceSampler } from '#core/signals/face-sampler.ts';
import { keptObservation, type FaceSample } from '#core/signals/face-sample.ts';
import { FACE_SIGNAL, featureIndex } from '#core/signals/face-signal.ts';
import { both, canonicalFace, frameOf, seeded, syntheticFace } from '../support/synthetic-face.ts';
import type { FacePlace, Point } from '../support/synthetic-face.ts';

const STEP_MS = 40;
const OTHER = new Map(
  [P.rightJaw, P.leftJaw, P.rightNoseSide, P.leftNoseSide].map((point): [number, Point] => {
    const [x, y, z] = canonicalFace()[point] ?? [NaN, NaN, NaN];
    return [point, [x * 1.12, y, z]];
  }),
);

/** Somebody whose brows rest high, from `fromS` on. */
function sitting(fromS: number, seconds: number, brows: number, more: FacePlace = {}): FaceFrame[] {
  const random = seeded(3);
  return Array.from({ length: (seconds * 1000) / STEP_MS }, (_, i) => {
    const shapes = { browInnerUp: brows + random() * 0.02, ...both('eyeBlink', 0.05) };
    return frameOf(fromS * 1000 + i * STEP_MS, [syntheticFace({ ...more, shapes })]);
  });
}

function watch(sampler: FaceSampler, frames: readonly FaceFrame[]): FaceSample[] {
  return frames.flatMap((frame) => {
    const observation = keptObservation(sampler.sample(frame));
    return observation.kind === 'face' ? [observation] : [];
  });
}
const au01 = (sample: FaceSample | undefined): number =>
  sample?.features[featureIndex('AU01')] ?? NaN;
const sequence = (baseline: BaselineSnapshot | null = null): FaceSampler =>
  createFaceSampler({ kind: 'sequence', baseline });

test('[PRO-3] another camera begins everything anew', () => {
  const sampler = sequence();
  watch(sampler, sitting(0, 30, 0.2));
  sampler.changeCamera();
  expect(sampler.baseline()).toBeNull();
  const after = watch(sampler, sitting(31, 5, 0.7));
  const fresh = watch(sequence(), sitting(31, 5, 0.7));
  expect(after.every(({ person }) => person === 1)).toBe(true);
  expect(after[0]?.baselineShift).toBeNull();
  for (const [i, sample] of after.entries()) {
    expect(Math.abs(au01(sample) - au01(fresh[i]))).toBeLessThan(0.01);
  }
});

describe('[PRO-4] a baseline', () => {
  test('survives a pause of an hour', () => {
    const settled = sequence();
    watch(settled, sitting(0, 30, 0.2));
    const after = watch(settled, sitting(3630, 5, 0.7));
    const fresh = watch(sequence(), sitting(3630, 5, 0.7));
    expect(au01(after[0])).toBeGreaterThan(au01(fresh[0]) + 0.1);
    expect(after[0]?.baselineShift).not.toBeNull();
    expect(after.every(({ person }) => person === 0)).toBe(true);
  });

  test('is spoken of after three seconds, not before', () => {
    const samples = watch(sequence(), sitting(0, 10, 0.5));
    const told = samples.findIndex(({ baselineShift }) => baselineShift !== null);
    expect((told * STEP_MS) / 1000).toBeGreaterThanOrEqual(3);
    expect((told * STEP_MS) / 1000).toBeLessThan(3.2);
  });

  test('goes on in a sampler that takes another’s place', () => {
    const first = sequence();
    const before = watch(first, sitting(0, 30, 0.5));
    expect(sequence().baseline()).toBeNull();
    const known = first.baseline();
    expect(known).not.toBeNull();
    const second = sequence(structuredClone(known));
    const [after] = watch(second, sitting(40, 1, 0.5));
    expect(au01(after)).toBeCloseTo(au01(before.at(-1)), 1);
    expect(after?.baselineShift).toBeCloseTo(before.at(-1)?.baselineShift ?? NaN, 1);
    expect(after?.person).toBe(0);
  });

  test('of other features is left', () => {
    const first = sequence();
    watch(first, sitting(0, 30, 0.5));
    const known = first.baseline();
    if (known === null) throw new Error('nothing is known');
    const other = sequence({ ...known, signalVersion: FACE_SIGNAL.version + 1 });
    expect(watch(other, sitting(0, 2, 0.5))).toEqual(watch(sequence(), sitting(0, 2, 0.5)));
  });

  test('that was restored gives way to what is seen within a minute', () => {
    const first = sequence();
    watch(first, sitting(0, 600, 0.3));
    const second = sequence(first.baseline());
    const samples = watch(second, sitting(600, 70, 0.6));
    expect(au01(samples[0])).toBeGreaterThan(0.1);
    expect(au01(samples.at(-1))).toBeLessThan(au01(samples[0]) / 2);
  });
});

describe('[PRO-1] for another person', () => {
  test('the baseline starts anew, and people are counted', () => {
    const sampler = sequence();
    watch(sampler, sitting(0, 30, 0.1));
    const samples = watch(sampler, sitting(30, 10, 0.6, { moved: OTHER }));
    const changed = samples.findIndex(({ person }) => person === 1);
    expect((changed * STEP_MS) / 1000).toBeLessThan(2);
    expect(samples[changed]?.baselineShift).toBeNull();
    expect(au01(samples[changed - 1])).toBeGreaterThan(au01(samples.at(-1)));
    const fresh = watch(sequence(), sitting(30, 10, 0.6, { moved: OTHER }));
    expect(au01(samples.at(-1))).toBeCloseTo(au01(fresh.at(-1)), 1);
    expect(sampler.baseline()?.person).toBe(1);
  });

  test('nothing is told of a baseline while it is not sure who sits there', () => {
    const sampler = sequence();
    watch(sampler, sitting(0, 30, 0.1));
    expect(sampler.baseline()).not.toBeNull();
    watch(sampler, sitting(30, 1, 0.1, { moved: OTHER }));
    expect(sampler.baseline()).toBeNull();
  });

  test('stills are all of unknown people', () => {
    const sampler = createFaceSampler({ kind: 'stills' });
    const samples = watch(sampler, [
      ...sitting(0, 5, 0.1),
      ...sitting(5, 5, 0.6, { moved: OTHER }),
    ]);
    expect(samples.every((s) => s.person === 0 && s.baselineShift === null)).toBe(true);
    expect(sampler.baseline()).toBeNull();
  });
});
