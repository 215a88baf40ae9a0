import { describe, expect, test } from 'vitest';
import { createBodySampler } from '#core/signals/body-signal.ts';
import { after, bodyFrame, moved, SEATED, watch } from './bodies.ts';

describe('[SIG-19] the body', () => {
  test('nobody is absent, not zeros', () => {
    expect(createBodySampler().sample(bodyFrame(0, null))).toEqual({
      kind: 'absent',
      capturedAt: 0,
    });
  });

  test('what is hidden is not known', () => {
    const hidden = after({ ...SEATED, leftShoulder: [420, 330, 0.1] });
    expect(hidden).toMatchObject({ shoulderTilt: null, lean: null, slouch: null });
    expect(hidden).toMatchObject({ handRaised: null, handOnFace: false });
    const faceless = after({ ...SEATED, leftEye: [340, 180, 0.1], mouthLeft: [335, 225, 0.1] });
    expect(faceless).toMatchObject({ slouch: null, handOnFace: null });
    expect(faceless.lean).not.toBeNull();
  });

  test('of somebody who only just sat down, what is usual is not known', () => {
    const first = watch(createBodySampler(), 0, 400, () => SEATED);
    expect(first).toMatchObject({ lean: null, slouch: null, motion: null });
    expect(first.shoulderTilt).toBeCloseTo(0, 5);
    const soon = watch(createBodySampler(), 0, 7000, () => SEATED);
    expect(soon).toMatchObject({ handOnFace: false, handRaised: false });
    expect(soon.lean).toBeCloseTo(0, 5);
    expect(soon.slouch).toBeCloseTo(0, 5);
    expect(soon.motion).toBeCloseTo(0, 5);
  });
});

describe('[BOD-1] posture', () => {
  test('tilt is > 0 clockwise in the image, and is an angle in pixels', () => {
    const tilted = after({ ...SEATED, leftShoulder: [390, 400], rightShoulder: [250, 260] });
    expect(tilted.shoulderTilt).toBeCloseTo(Math.PI / 4, 5);
  });

  test('coming nearer is a lean > 0, sitting back one < 0, in shares of the usual size', () => {
    expect(after(moved(SEATED, 0, 0, 1.3)).lean).toBeCloseTo(0.3, 1.5);
    expect(after(moved(SEATED, 0, 0, 0.7)).lean).toBeCloseTo(-0.3, 1.5);
    expect(after(moved(SEATED, 60, -30)).lean).toBeCloseTo(0, 3);
  });

  test('turned shoulders and a nod are no lean', () => {
    const turned = after({
      ...SEATED,
      leftShoulder: [380, 330, 1, 80],
      rightShoulder: [260, 330, 1, -80],
    });
    expect(Math.abs(turned.lean ?? 1)).toBeLessThan(0.1);
    const nodding = after({ ...SEATED, mouthLeft: [335, 205], mouthRight: [305, 205] });
    expect(Math.abs(nodding.lean ?? 1)).toBeLessThan(0.1);
  });

  test('a head that sinks is a slouch, in shoulder widths, however far away', () => {
    const sunk = { ...SEATED, leftEar: [365, 240], rightEar: [275, 240] } as const;
    expect(after(sunk).slouch).toBeCloseTo(50 / 200, 1.6);
    expect(after(moved(sunk, 0, 0, 1.2)).slouch).toBeCloseTo(50 / 200, 1.5);
    const lifted = { ...SEATED, leftEar: [365, 170], rightEar: [275, 170] } as const;
    expect(after(lifted).slouch).toBeCloseTo(-20 / 200, 1.6);
  });

  test('is the same at every rate', () => {
    const sunk = { ...SEATED, leftEar: [365, 240], rightEar: [275, 240] } as const;
    for (const hz of [2, 5, 10, 30]) {
      expect(after(sunk, hz).slouch, `${hz} Hz`).toBeCloseTo(0.25, 1.6);
      expect(after(moved(SEATED, 0, 0, 0.7), hz).lean, `${hz} Hz`).toBeCloseTo(-0.3, 1.5);
    }
  });

  test('who comes back is measured against the same usual, who replaces them is not', () => {
    const sunk = { ...SEATED, leftEar: [365, 240], rightEar: [275, 240] } as const;
    const sampler = createBodySampler();
    watch(sampler, 0, 20_000, () => SEATED);
    for (let t = 20_000; t < 80_000; t += 100) sampler.sample(bodyFrame(t, null));
    expect(watch(sampler, 80_000, 81_000, () => sunk).slouch).toBeCloseTo(0.25, 1.6);
    sampler.restart();
    expect(watch(sampler, 81_000, 82_000, () => sunk).slouch).toBeNull();
    expect(watch(sampler, 82_000, 90_000, () => sunk).slouch).toBeCloseTo(0, 5);
  });

  test('glances and stretches do not become usual, a new seat does after some minutes', () => {
    const back = moved(SEATED, 0, 0, 0.75);
    const sampler = createBodySampler();
    watch(sampler, 0, 60_000, (t) => (t % 10_000 > 8000 ? back : SEATED), 5);
    expect(watch(sampler, 60_000, 62_000, () => SEATED, 5).lean).toBeCloseTo(0, 1.3);
    const soon = watch(sampler, 62_000, 120_000, () => back, 5).lean ?? 0;
    const late = watch(sampler, 120_000, 1_200_000, () => back, 5).lean ?? 1;
    expect(soon).toBeLessThan(-0.18);
    expect(Math.abs(late)).toBeLessThan(0.02);
  });
});

describe('[BOD-2] hands', () => {
  const AT_CHIN = { leftWrist: [350, 290], leftIndex: [335, 250] } as const;

  test('a hand that props up the chin is on the face, one beside the head is not', () => {
    expect(after({ ...SEATED, ...AT_CHIN }).handOnFace).toBe(true);
    expect(after({ ...SEATED, leftWrist: [450, 260], leftIndex: [440, 200] }).handOnFace).toBe(
      false,
    );
    expect(after({ ...SEATED, leftIndex: [335, 250, 0.2] }).handOnFace).toBe(false);
  });

  test('the face leans with the head', () => {
    const turn = (x: number, y: number): readonly [number, number] => [
      320 + 0.7 * (x - 320) - 0.7 * (y - 210),
      210 + 0.7 * (x - 320) + 0.7 * (y - 210),
    ];
    const leaning = Object.fromEntries(
      Object.entries(SEATED).map(([name, [x, y]]) => [name, turn(x, y)]),
    );
    expect(after({ ...leaning, rightThumb: turn(320, 265) }).handOnFace).toBe(true);
    expect(after({ ...leaning, rightThumb: [320, 300] }).handOnFace).toBe(false);
  });

  test('single frames change nothing', () => {
    const sampler = createBodySampler();
    watch(sampler, 0, 5000, () => SEATED);
    const flickering = watch(sampler, 5000, 8000, (t) =>
      Math.round((t * 15) / 1000) % 4 === 0 ? { ...SEATED, ...AT_CHIN } : SEATED,
    );
    expect(flickering.handOnFace).toBe(false);
  });

  test('a raised hand is clearly above its shoulder and elbow, and not on the face', () => {
    const elbow = { leftElbow: [470, 330] } as const;
    expect(after({ ...SEATED, ...elbow, leftWrist: [480, 180] }).handRaised).toBe(true);
    expect(after({ ...SEATED, ...elbow, leftWrist: [480, 320] }).handRaised).toBe(false);
    expect(after({ ...SEATED, ...elbow, leftWrist: [480, 180, 0.2] }).handRaised).toBe(false);
    expect(after({ ...SEATED, leftElbow: [470, 150], leftWrist: [480, 180] }).handRaised).toBe(
      false,
    );
    expect(after({ ...SEATED, ...elbow, leftWrist: [330, 230] })).toMatchObject({
      handRaised: false,
      handOnFace: true,
    });
  });
});

describe('[BOD-3] motion', () => {
  const sway =
    (speed: number) =>
    (t: number): ReturnType<typeof moved> =>
      moved(SEATED, Math.abs(((t / 1000) % 2) - 1) * 200 * speed, 0);

  test('is the mean speed of the parts in shoulder widths a second, at every rate', () => {
    for (const hz of [5, 10, 15, 30]) {
      const sampler = createBodySampler();
      watch(sampler, 0, 10_000, () => sway(0.8)(0), hz);
      const moving = watch(sampler, 10_000, 11_000, sway(0.8), hz).motion ?? 0;
      expect(moving, `${hz} Hz`).toBeGreaterThan(0.55);
      expect(moving, `${hz} Hz`).toBeLessThan(0.85);
    }
  });

  test('does not depend on how far away somebody sits', () => {
    const sampler = createBodySampler();
    const near = (t: number) => moved(sway(0.8)(t), 0, 0, 1.5);
    watch(sampler, 0, 10_000, () => near(0));
    const far = createBodySampler();
    watch(far, 0, 10_000, () => sway(0.8)(0));
    const [a, b] = [watch(sampler, 10_000, 11_500, near), watch(far, 10_000, 11_500, sway(0.8))];
    expect(a.motion).toBeCloseTo(b.motion ?? 0, 3);
  });

  test('is 0 for what is only noise, and passes over what is hidden or jumps', () => {
    const sampler = createBodySampler();
    const noisy = (t: number) => moved(SEATED, 1.2 * Math.sin(t), 1.2 * Math.cos(t * 7));
    expect(watch(sampler, 0, 10_000, noisy).motion).toBeCloseTo(0, 5);
    const flashing = watch(sampler, 10_000, 12_000, (t) => ({
      ...SEATED,
      leftWrist: [400 + 100 * Math.sin(t), 300, 0.3],
    }));
    expect(flashing.motion).toBeCloseTo(0, 5);
  });

  test('one arm that moves counts as one part of those seen', () => {
    const sampler = createBodySampler();
    const arm = (t: number) =>
      ({ ...SEATED, leftElbow: [450, 400 + 100 * Math.abs(((t / 1000) % 2) - 1)] }) as const;
    watch(sampler, 0, 10_000, () => arm(0));
    const { motion } = watch(sampler, 10_000, 12_000, arm);
    expect(motion).toBeGreaterThan(0.3 / 5);
    expect(motion).toBeLessThan(0.55 / 5);
  });

  test('nothing is said of a time in which nobody was seen', () => {
    const sampler = createBodySampler();
    watch(sampler, 0, 10_000, () => SEATED);
    const back = watch(sampler, 20_000, 20_300, () => moved(SEATED, 100, 0));
    expect(back.motion).toBeNull();
    expect(watch(sampler, 20_300, 22_000, () => moved(SEATED, 100, 0)).motion).toBeCloseTo(0, 5);
  });
});
