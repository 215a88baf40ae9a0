import { describe, expect, test } from 'vitest';
import { bodyPointIndex, type BodyPointName } from '#core/landmarks/body-points.ts';
import { BODY_POINT_COUNT, type BodyFrame } from '#core/landmarks/landmark-frame.ts';
import { readBody } from '#core/signals/body-signal.ts';
import { timestampMs } from '#core/units.ts';
import { IMAGE } from '../support/synthetic-face.ts';

type Places = Partial<Record<BodyPointName, readonly [number, number, number?]>>;

/** Pixels, and visibility where it is not 1. */
function frame(places: Places): BodyFrame {
  const body = new Float32Array(BODY_POINT_COUNT * 4);
  for (const [name, [x, y, visibility = 1]] of Object.entries(places)) {
    const at = bodyPointIndex(name as BodyPointName) * 4;
    body.set([x / IMAGE.width, y / IMAGE.height, 0, visibility], at);
  }
  return { capturedAt: timestampMs(0), image: IMAGE, body };
}

const SEATED: Places = { nose: [320, 150], leftShoulder: [400, 300], rightShoulder: [240, 300] };
const read = (places: Places) => {
  const observation = readBody(frame(places));
  if (observation.kind === 'absent') throw new Error('the body was not seen');
  return observation;
};

describe('[SIG-19] the body', () => {
  test('nobody is absent, not zeros', () => {
    expect(readBody({ ...frame({}), body: null })).toEqual({ kind: 'absent', capturedAt: 0 });
  });

  test('sitting straight', () => {
    const seen = read(SEATED);
    expect(seen.shoulderTilt).toBeCloseTo(0, 5);
    expect(seen.nearness).toBeCloseTo(0.25, 5);
    expect(seen.headHeight).toBeCloseTo(150 / 160, 4);
    expect(seen.handRaised).toBe(false);
  });

  test('tilt is > 0 clockwise in the image, and is an angle in pixels', () => {
    const seen = read({ ...SEATED, leftShoulder: [340, 350], rightShoulder: [240, 250] });
    expect(seen.shoulderTilt).toBeCloseTo(Math.PI / 4, 5);
  });

  test('leaning in is nearer, slumping is a lower head', () => {
    const near = read({ ...SEATED, leftShoulder: [480, 300], rightShoulder: [160, 300] });
    expect(near.nearness).toBeGreaterThan(read(SEATED).nearness ?? NaN);
    const slumped = read({ ...SEATED, nose: [320, 240] });
    expect(slumped.headHeight).toBeLessThan(read(SEATED).headHeight ?? NaN);
  });

  test('a hand is raised above the nose, and only one that is seen', () => {
    expect(read({ ...SEATED, leftWrist: [450, 100] }).handRaised).toBe(true);
    expect(read({ ...SEATED, leftWrist: [450, 200] }).handRaised).toBe(false);
    expect(read({ ...SEATED, leftWrist: [450, 100, 0.2] }).handRaised).toBe(false);
  });

  test('what is hidden is not known', () => {
    const seen = read({ ...SEATED, leftShoulder: [400, 300, 0.1] });
    expect([seen.shoulderTilt, seen.nearness, seen.headHeight]).toEqual([null, null, null]);
  });
});
