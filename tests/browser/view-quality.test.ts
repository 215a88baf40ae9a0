import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFrameFeed } from '#adapters/camera/frame-feed.ts';
import { createVision } from '#adapters/worker-clients/vision-client.ts';
import { at } from '#core/numeric/at.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { keptObservation, type Observation } from '#core/signals/face-sample.ts';
import { sceneCamera, SIZE } from './support/faces.ts';
import { blankContext, pictureOf, portraits, type Portrait } from './support/portraits.ts';
import {
  beard,
  blur,
  cutAtTop,
  darkBar,
  darkerFace,
  further,
  glasses,
  hair,
  handOnEye,
  handOnMouth,
  haze,
  highlights,
  light,
  mask,
  type Spoil,
} from './support/spoil.ts';

/** Most of a minute on a slow machine: 19 faces, looked at once per way of spoiling. */
const PATIENCE_MS = 120_000;

interface Seen {
  readonly portrait: Portrait;
  readonly frame: FaceFrame;
}

let worker: Worker;
let faces: Seen[] = [];

const look = (picture: ImageData): Promise<FaceFrame> =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FaceFrame>) => {
      resolve(data);
    };
    worker.onerror = (event) => {
      reject(new Error(event.message));
    };
    worker.postMessage(picture);
  });

const observed = (frame: FaceFrame): Observation =>
  keptObservation(createFaceSampler({ kind: 'stills' }).sample(frame));

const noseOf = (frame: FaceFrame): readonly [number, number] => {
  const points = at(frame.faces, 0).points;
  return [at(points, 12), at(points, 13)];
};

/** What each face is said to be when its picture is spoilt; another face that is found instead is left out. */
async function spoilt(spoil: Spoil, moves = false): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (const { portrait, frame } of faces) {
    const drawing = blankContext();
    drawing.putImageData(portrait.picture, 0, 0);
    spoil(drawing, at(frame.faces, 0).points);
    const after = await look(pictureOf(drawing));
    if (!moves && after.faces.length > 0) {
      const [x, y] = noseOf(frame);
      const [newX, newY] = noseOf(after);
      if (Math.hypot(newX - x, newY - y) > 0.09) continue;
    }
    observations.push(observed(after));
  }
  expect(observations.length).toBeGreaterThan(faces.length / 2);
  return observations;
}

const share = (all: readonly Observation[], is: (one: Observation) => boolean): number =>
  all.filter(is).length / all.length;
const found = (all: readonly Observation[]): Observation[] =>
  all.filter((one) => one.kind === 'face' || one.reason !== 'no_face');
const says =
  (issue: string) =>
  (one: Observation): boolean =>
    one.kind === 'face' ? one.issues.some((named) => named === issue) : one.reason === issue;
const unreadable = (one: Observation): boolean => one.kind === 'absent';

beforeAll(async () => {
  worker = new Worker(new URL('./support/stills.worker.ts', import.meta.url), { type: 'module' });
  for (const portrait of await portraits()) {
    faces.push({ portrait, frame: await look(portrait.picture) });
  }
  faces = faces.filter(({ frame }) => frame.faces.length > 0);
}, PATIENCE_MS);
afterAll(() => {
  worker.terminate();
});

describe('[QUA-9] real photographs', { timeout: PATIENCE_MS }, () => {
  it('that nothing spoils have no issue', () => {
    expect(faces.length).toBeGreaterThanOrEqual(18);
    for (const { frame, portrait } of faces) {
      const observation = observed(frame);
      expect([
        portrait.name,
        observation.kind,
        'issues' in observation && observation.issues,
      ]).toEqual([portrait.name, 'face', []]);
    }
  });

  it.each<[string, string, Spoil, boolean?]>([
    ['a quarter of the light', 'too_dark', light(0.25)],
    ['three times the light', 'too_bright', light(3)],
    ['a haze', 'low_contrast', haze(0.2)],
    ['blur', 'blurred', blur(5)],
    ['a far camera', 'small_face', further(0.45), true],
    ['a cut-off forehead', 'partly_outside', cutAtTop(0.75), true],
    ['a hand before the mouth', 'mouth_covered', handOnMouth],
    ['a white mask', 'mouth_covered', mask('#e6e8ea')],
    ['a blue mask', 'mouth_covered', mask('#8fb4cf')],
    ['a black mask', 'mouth_covered', mask('#222226')],
    ['a dark bar before the eyes', 'eyes_covered', darkBar],
    ['sunglasses', 'eyes_covered', glasses(0.92)],
    ['a hand before one eye', 'eyes_covered', handOnEye],
    ['reflections on both eyes', 'glare', highlights(0.4)],
  ])('with %s are said to be %s', async (_, issue, spoil, moves) => {
    const all = found(await spoilt(spoil, moves));
    expect(share(all, says(issue))).toBeGreaterThanOrEqual(0.6);
  });

  it.each<[string, Spoil]>([
    ['a tenth of the light', light(0.1)],
    ['blur of a tenth of the face', blur(14)],
    ['hardly any contrast', haze(0.06)],
    ['a white mask', mask('#e6e8ea')],
    ['a hand before the mouth', handOnMouth],
    ['opaque sunglasses', glasses(1)],
  ])('with %s have no features, and say why or that nobody was found', async (_, spoil) => {
    expect(share(await spoilt(spoil), unreadable)).toBeGreaterThanOrEqual(0.8);
  });

  it.each<[string, Spoil, number]>([
    ['half the light', light(0.5), 0.2],
    ['a face at half the luma in a room as before', darkerFace(0.5), 0.15],
    ['slight blur', blur(1), 0],
    ['clear glasses', glasses(0), 0.15],
    ['a beard', beard(0.5), 0.15],
    ['a glint in each eye', highlights(0.12), 0],
  ])('with %s stay readable, and nearly all without an issue', async (_, spoil, most) => {
    const all = found(await spoilt(spoil));
    expect(share(all, unreadable)).toBe(0);
    expect(share(all, (one) => one.kind === 'face' && one.issues.length > 0)).toBeLessThanOrEqual(
      most,
    );
  });

  it('with hair before both eyes are not found, or it is said', async () => {
    const all = await spoilt(hair);
    const noticed = (one: Observation) => says('eyes_covered')(one) || says('no_face')(one);
    expect(share(all, noticed)).toBeGreaterThanOrEqual(0.8);
  });
});

describe('[QUA-8] the live workers', () => {
  it('say that it is too dark, and read the face again in the light', async () => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, SIZE);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no 2D canvas');
    const { portrait, frame } = at(faces, 0);
    const lit = blankContext();
    lit.putImageData(portrait.picture, 0, 0);
    const dark = blankContext();
    dark.putImageData(portrait.picture, 0, 0);
    light(0.08)(dark, at(frame.faces, 0).points);
    let shown = lit;
    const timer = setInterval(() => {
      context.drawImage(shown.canvas, 0, 0);
    }, 33);
    const track = at(canvas.captureStream(30).getVideoTracks(), 0);
    const seen: Observation[] = [];
    const vision = await createVision({
      openFeed: openFrameFeed,
      body: false,
      onObservation: (observation) => seen.push(observation),
    });
    const until = (what: string) =>
      expect
        .poll(
          () => {
            const last = seen.at(-1);
            return last?.kind === 'absent' ? last.reason : last?.kind;
          },
          { timeout: 30_000, interval: 20 },
        )
        .toBe(what);
    try {
      await vision.start(track);
      await until('face');
      shown = dark;
      await until('too_dark');
      shown = lit;
      await until('face');
    } finally {
      await vision.close();
      clearInterval(timer);
      track.stop();
    }
  });

  it('[QUA-1] say that there are several people, and read the student all the same', async () => {
    const camera = await sceneCamera();
    const seen: Observation[] = [];
    const vision = await createVision({
      openFeed: openFrameFeed,
      body: false,
      onObservation: (observation) => seen.push(observation),
    });
    const issues = (): readonly string[] => {
      const last = seen.at(-1);
      return last?.kind === 'face' ? last.issues : ['no face'];
    };
    const patience = { timeout: 30_000, interval: 20 };
    try {
      await vision.start(camera.track);
      await expect.poll(issues, patience).toEqual([]);
      camera.show('two');
      await expect.poll(issues, patience).toContain('several_people');
      camera.show('one');
      await expect.poll(issues, patience).toEqual([]);
    } finally {
      await vision.close();
      camera.stop();
    }
  });
});
