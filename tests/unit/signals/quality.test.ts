import { describe, expect, test } from 'vitest';
import type { FaceView } from '#core/landmarks/landmark-frame.ts';
import type { HeadPose } from '#core/signals/head-pose.ts';
import { createQualityJudge, fillConfidence, type Quality } from '#core/signals/quality.ts';
import { probability, timestampMs, type ImageSize } from '#core/units.ts';
import { CLEAR_VIEW } from '../support/views.ts';
import { IMAGE, syntheticFace } from '../support/synthetic-face.ts';

const STRAIGHT: HeadPose = { rx: 0, ry: 0, rz: 0, rayX: 0, rayY: 0 };
const FRAME_MS = 1000 / 30;

interface Shown {
  readonly size?: number;
  readonly left?: number;
  readonly head?: Partial<HeadPose>;
  readonly image?: ImageSize | null;
  readonly view?: Partial<FaceView> | null;
  readonly faceCount?: number;
}

const chosenOf = ({ size = 180, left = 200, view = null, faceCount = 1 }: Shown) => ({
  face: { ...syntheticFace(), view: view === null ? null : { ...CLEAR_VIEW, ...view } },
  box: { left, top: 100, right: left + size, bottom: 100 + size },
  faceCount,
  isFollowed: true,
});

/** One face looked at alone. */
const still = (shown: Shown): Quality => {
  const { head, image = IMAGE } = shown;
  const judge = createQualityJudge('stills');
  return judge.judge(timestampMs(0), chosenOf(shown), { ...STRAIGHT, ...head }, image);
};

/** The same judge through time: a list of what is shown in each frame. */
function sequence(frames: readonly Shown[], intervalMs = FRAME_MS): Quality[] {
  const judge = createQualityJudge('sequence');
  return frames.map((shown, i) => {
    const at = timestampMs(i * intervalMs);
    judge.frame(at);
    return { ...judge.judge(at, chosenOf(shown), { ...STRAIGHT, ...shown.head }, IMAGE) };
  });
}
const times = (count: number, shown: Shown): Shown[] => Array.from({ length: count }, () => shown);

describe('[SIG-10] quality from landmarks', () => {
  test('is 1, without an issue, for a large frontal face in the picture', () => {
    expect(still({})).toEqual({ value: 1, issues: [], unreadable: null });
  });

  test.each<[string, Shown]>([
    ['small_face', { size: 60 }],
    ['turned_away', { head: { ry: 1 } }],
    ['turned_away', { head: { rx: -0.9 } }],
    ['partly_outside', { left: -40 }],
    ['several_people', { faceCount: 2 }],
  ])('falls and says %s', (issue, shown) => {
    const quality = still(shown);
    expect(quality.value).toBeLessThan(0.7);
    expect(quality.issues).toEqual([issue]);
    expect(quality.unreadable).toBeNull();
  });

  test.each<[string, Shown]>([
    ['small_face', { size: 40 }],
    ['turned_away', { head: { ry: -1.25 } }],
    ['partly_outside', { left: -90 }],
  ])('has no features where it is %s beyond the limit', (reason, shown) => {
    expect(still(shown).unreadable).toBe(reason);
  });

  test('a face at the edge that looks into the camera is not turned away', () => {
    expect(still({ head: { ry: 0.6, rayX: 0.6 } }).issues).toEqual([]);
    expect(still({ head: { ry: 0, rayX: 0.9 } }).issues).toEqual(['turned_away']);
  });

  test('names the worst first', () => {
    const { issues } = still({ size: 70, head: { ry: 1.2 }, faceCount: 3 });
    expect(issues).toEqual(['turned_away', 'small_face', 'several_people']);
  });

  test('falls steadily as the face gets smaller', () => {
    const values = [120, 95, 80, 60, 30].map((size) => still({ size }).value);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(values.at(-1)).toBe(0);
  });

  test('does not judge size or place where the picture’s size is not known', () => {
    expect(still({ size: 0.3, left: 0, image: null }).value).toBe(1);
  });
});

describe('[QUA-1] quality from pixels', () => {
  test('a clear view changes nothing', () => {
    expect(still({ view: {} })).toEqual({ value: 1, issues: [], unreadable: null });
  });

  test.each<[string, Partial<FaceView>, Partial<FaceView>]>([
    [
      'too_dark',
      { brightness: 0.2, contrast: 0.12, surroundings: 0.1 },
      { brightness: 0.08, contrast: 0.05, surroundings: 0.05 },
    ],
    [
      'too_bright',
      { overexposed: 0.5, brightness: 1, contrast: 0.5 },
      { overexposed: 0.95, brightness: 1, contrast: 0.02 },
    ],
    ['low_contrast', { contrast: 0.1 }, { contrast: 0.03 }],
    ['blurred', { sharpness: 0.38 }, { sharpness: 0.28 }],
    ['mouth_covered', { mouthDetail: 0.09 }, { mouthDetail: 0.04 }],
    [
      'eyes_covered',
      { eyeDetail: 0.08, weakerEyeDetail: 0.06 },
      { eyeDetail: 0.04, weakerEyeDetail: 0.03 },
    ],
  ])('names %s, and has no features beyond its limit', (issue, noticeable, beyond) => {
    expect(still({ view: noticeable })).toMatchObject({ issues: [issue], unreadable: null });
    expect(still({ view: beyond }).unreadable).toBe(issue);
    expect(still({ view: beyond }).value).toBe(0);
  });

  test.each<[string, Partial<FaceView>]>([
    ['eyes_covered', { weakerEyeDetail: 0 }],
    ['glare', { glare: 0.9 }],
  ])('one covered eye, or glare, is named (%s) and blocks nothing', (issue, view) => {
    expect(still({ view })).toMatchObject({ issues: [issue], unreadable: null });
  });

  test('[QUA-2] darkness is judged by the picture too: dark skin in a lit room is not too dark', () => {
    const dark = { brightness: 0.3, contrast: 0.2 };
    expect(still({ view: { ...dark, surroundings: 0.4 } }).issues).toEqual([]);
    expect(still({ view: { ...dark, surroundings: 0.02 } }).issues).toContain('too_dark');
  });

  test('[QUA-3] what cannot be told is not named: covers in the dark, in blur, on a turned face', () => {
    const covered = { mouthDetail: 0, eyeDetail: 0, weakerEyeDetail: 0 };
    const dark = still({ view: { ...covered, brightness: 0.08, contrast: 0.05, surroundings: 0 } });
    expect(dark.issues).toEqual(['too_dark']);
    expect(still({ view: { ...covered, sharpness: 0.25 } }).issues).toEqual(['blurred']);
    expect(still({ view: covered, head: { ry: 0.9 } }).issues).toEqual(['turned_away']);
  });
});

describe('[QUA-4] through time', () => {
  const DARK = { view: { brightness: 0.06, contrast: 0.04, surroundings: 0.03 } };
  const blocked = (all: readonly Quality[]): boolean[] => all.map((q) => q.unreadable !== null);
  const changes = (flags: readonly boolean[]): number =>
    flags.filter((flag, i) => i > 0 && flag !== flags[i - 1]).length;

  test('a blink, or one spoilt frame, does not make a view unreadable', () => {
    const covered = { view: { eyeDetail: 0.02, weakerEyeDetail: 0.02 } };
    const all = sequence([
      ...times(30, { view: {} }),
      ...times(4, covered),
      ...times(30, { view: {} }),
    ]);
    expect(blocked(all)).not.toContain(true);
  });

  test('light that goes out shows within half a second, and is gone within a second', () => {
    const all = sequence([
      ...times(30, { view: {} }),
      ...times(60, DARK),
      ...times(60, { view: {} }),
    ]);
    expect(all.slice(45, 90).every((q) => q.unreadable === 'too_dark')).toBe(true);
    expect(blocked(all.slice(120))).not.toContain(true);
    expect(changes(blocked(all))).toBe(2);
  });

  test('a view that trembles about the limit does not flicker', () => {
    let seed = 11;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const trembling = Array.from({ length: 300 }, () => ({
      head: { ry: 1.22 + (random() - 0.5) * 0.12 },
      view: { mouthDetail: 0.055 + (random() - 0.5) * 0.02 },
    }));
    expect(changes(blocked(sequence(trembling)))).toBeLessThanOrEqual(2);
    const alone = trembling.map((shown) => still(shown).unreadable !== null);
    expect(changes(alone)).toBeGreaterThan(50);
  });

  test('says low_frame_rate below what windows need, and never blocks for it', () => {
    expect(sequence(times(90, {})).at(-1)?.issues).toEqual([]);
    expect(sequence(times(40, {}), 100).at(-1)?.issues).toEqual([]);
    const slow = sequence(times(20, {}), 250).at(-1);
    expect(slow).toMatchObject({ issues: ['low_frame_rate'], unreadable: null });
  });

  test('[SIG-14] stills are each judged alone', () => {
    const judge = createQualityJudge('stills');
    const at = (i: number, shown: Shown) =>
      judge.judge(timestampMs(i * 1000), chosenOf(shown), STRAIGHT, IMAGE).unreadable;
    expect([at(0, DARK), at(1, { view: {} }), at(2, DARK)]).toEqual(['too_dark', null, 'too_dark']);
  });

  test('the same issues are the same list: nothing is made anew in every frame', () => {
    const judge = createQualityJudge('sequence');
    const issues = (i: number) => {
      judge.frame(timestampMs(i * FRAME_MS));
      return judge.judge(timestampMs(i * FRAME_MS), chosenOf({ size: 60 }), STRAIGHT, IMAGE).issues;
    };
    const first = issues(0);
    expect(first).toEqual(['small_face']);
    expect(issues(1)).toBe(first);
  });
});

const fitConfidence = (residual: number): number => {
  const out = { confidence: probability(0) };
  fillConfidence({ residual }, out);
  return out.confidence;
};

test('confidence falls from 1 to 0 as the mesh stops being a rigid face', () => {
  expect(fitConfidence(0.3)).toBe(1);
  expect(fitConfidence(1.5)).toBeLessThan(1);
  expect(fitConfidence(1.5)).toBeGreaterThan(fitConfidence(2));
  expect(fitConfidence(4)).toBe(0);
});
