import { describe, expect, test } from 'vitest';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { keptObservation } from '#core/signals/face-sample.ts';
import type { FaceSample, Observation } from '#core/signals/face-sample.ts';
import { IMAGE, both, frameOf, seeded, syntheticFace } from '../support/synthetic-face.ts';

/** A face that moves, talks, blinks and is away for a while. */
function scene(length: number): FaceFrame[] {
  const random = seeded(21);
  return Array.from({ length }, (_, i) => {
    if (i % 50 > 45) return frameOf(i * 33, []);
    const shapes = {
      ...both('mouthSmile', random()),
      ...both('eyeBlink', random()),
      ...both('browDown', random()),
      browInnerUp: random(),
      jawOpen: random(),
      mouthShrugLower: random(),
    };
    const place = { rx: random() * 40 - 20, ry: random() * 60 - 30, rz: random() * 20 - 10 };
    return frameOf(i * 33, [syntheticFace({ ...place, shapes, x: 0.3 + random() * 0.4 })]);
  });
}

const sampled = (kind: 'sequence' | 'stills', frames: readonly FaceFrame[]): Observation[] => {
  const sampler = createFaceSampler({ kind });
  return frames.map((frame) => keptObservation(sampler.sample(frame)));
};
const faces = (observations: readonly Observation[]): FaceSample[] =>
  observations.filter((observation) => observation.kind === 'face');

describe('[SIG-13] live and batch alike', () => {
  test('what comes later changes nothing that was said', () => {
    const frames = scene(120);
    const whole = sampled('sequence', frames);
    expect(sampled('sequence', frames.slice(0, 70))).toEqual(whole.slice(0, 70));
  });

  test('an observation that is kept is not overwritten by the next', () => {
    const frames = scene(60);
    const sampler = createFaceSampler({ kind: 'sequence' });
    const given = frames.map((frame) => {
      const observation = sampler.sample(frame);
      return { kept: keptObservation(observation), copy: structuredClone(observation) };
    });
    for (const { kept, copy } of given) expect(kept).toEqual(copy);
  });

  test('two samplers know nothing of each other', () => {
    const frames = scene(60);
    const alone = sampled('sequence', frames);
    const [a, b] = [
      createFaceSampler({ kind: 'sequence' }),
      createFaceSampler({ kind: 'sequence' }),
    ];
    const mixed = frames.map((frame, i) => {
      b.sample(frames[frames.length - 1 - i] ?? frame);
      return keptObservation(a.sample(frame));
    });
    expect(mixed).toEqual(alone);
  });
});

describe('[SIG-14] of independent stills', () => {
  test('each is read alone, in whatever order they come', () => {
    const frames = scene(60);
    const forwards = sampled('stills', frames);
    expect(sampled('stills', frames.toReversed()).toReversed()).toEqual(forwards);
    expect(frames.map((frame) => sampled('stills', [frame])[0])).toEqual(forwards);
  });

  test('the student of one is not looked for in the next', () => {
    const here = syntheticFace({ x: 0.3, size: 10, shapes: both('mouthSmile', 0.9) });
    const nearer = syntheticFace({ x: 0.7, size: 13 });
    const [, second] = faces(sampled('stills', [frameOf(0, [here]), frameOf(1, [here, nearer])]));
    expect(second?.features[8]).toBeLessThan(0.2);
  });

  test('the first is measured from a population’s baseline, not from itself', () => {
    const open = frameOf(0, [syntheticFace({ shapes: both('eyeBlink', 0.05) })]);
    const shut = frameOf(0, [syntheticFace({ shapes: both('eyeBlink', 0.8) })]);
    const au45 = (frame: FaceFrame): number =>
      faces(sampled('stills', [frame]))[0]?.features[16] ?? NaN;
    expect(au45(open)).toBe(0);
    expect(au45(shut)).toBeGreaterThan(0.5);
  });

  test('where the pictures’ size was not kept, a stretched face reads as the face it is', () => {
    const sampler = createFaceSampler({ kind: 'stills', imageSizeKnown: false });
    const sides = { ry: 15, shapes: both('mouthSmile', 0.5) };
    const wide = syntheticFace({ ...sides, image: { width: 640, height: 480 } });
    const tall = syntheticFace({ ...sides, image: { width: 480, height: 640 } });
    const unknown = { width: 1, height: 1 };
    const [a, b] = faces(
      [wide, tall].map((face) => keptObservation(sampler.sample(frameOf(0, [face], unknown)))),
    );
    a?.features.forEach((value, i) => {
      expect(Math.abs(value - (b?.features[i] ?? NaN))).toBeLessThan(0.05);
    });
    expect(a?.quality).toBe(1);
  });
});

describe('[SIG-15] an observation', () => {
  test('says that nobody was found, never zeros', () => {
    expect(createFaceSampler({ kind: 'sequence' }).sample(frameOf(5, []))).toEqual({
      kind: 'absent',
      capturedAt: 5,
      reason: 'no_face',
    });
  });

  test('keeps every feature within its range', () => {
    const wild = syntheticFace({
      rx: 80,
      ry: -85,
      rz: 170,
      shapes: { ...both('mouthSmile', 1), ...both('eyeBlink', 1), ...both('eyeSquint', 1) },
    });
    const samples = faces(sampled('sequence', [...scene(80), frameOf(1e5, [wild])]));
    expect(samples.length).toBeGreaterThan(60);
    for (const { features, quality, confidence } of samples) {
      FACE_SIGNAL.features.forEach(({ min, max }, i) => {
        expect(features[i]).toBeGreaterThanOrEqual(min);
        expect(features[i]).toBeLessThanOrEqual(max);
      });
      for (const share of [quality, confidence]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }
  });

  test('counts the faces and reads the student’s', () => {
    const near = syntheticFace({ size: 14, shapes: both('mouthSmile', 0.9) });
    const far = syntheticFace({ size: 5, x: 0.15 });
    const [sample] = faces(sampled('sequence', [frameOf(0, [far, near], IMAGE)]));
    expect(sample?.faceCount).toBe(2);
    expect(sample?.features[8]).toBeGreaterThan(0.5);
  });

  test('has gaze vectors that mean its gaze angles', () => {
    for (const { features, gaze0, gaze1 } of faces(sampled('sequence', scene(20)))) {
      const angle = (Math.atan2(gaze0.x, -gaze0.z) + Math.atan2(gaze1.x, -gaze1.z)) / 2;
      expect(angle).toBeCloseTo(features[17] ?? NaN, 4);
    }
  });
});
