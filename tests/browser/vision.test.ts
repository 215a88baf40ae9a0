import { afterEach, describe, expect, it } from 'vitest';
import { bitmapFeed, openFrameFeed } from '#adapters/camera/frame-feed.ts';
import { createVision } from '#adapters/worker-clients/vision-client.ts';
import {
  VisionError,
  type Vision,
  type VisionOptions,
} from '#adapters/worker-clients/vision-options.ts';
import type { VisionReport } from '#core/capture/vision-report.ts';
import type { BodyFrame } from '#core/landmarks/landmark-frame.ts';
import type { FaceSample, Observation } from '#core/signals/face-sample.ts';
import { featureIndex } from '#core/signals/face-signal.ts';
import { isHardwareRenderer, probeGraphics } from '#adapters/mediapipe/graphics.ts';
import { BridgeError } from '#protocol/bridge.ts';
import type { FaceOverlay } from '#protocol/face-protocol.ts';
import type { CapturedJpeg } from '#protocol/glance-protocol.ts';
import { sceneCamera, type SceneCamera } from './support/faces.ts';

interface Watched {
  readonly vision: Vision;
  readonly camera: SceneCamera;
  readonly seen: Observation[];
  readonly bodies: BodyFrame[];
  readonly reports: VisionReport[];
}

const opened: { vision: Vision; camera: SceneCamera }[] = [];

async function watch(options: Partial<VisionOptions> = {}, fps = 30): Promise<Watched> {
  const seen: Observation[] = [];
  const bodies: BodyFrame[] = [];
  const reports: VisionReport[] = [];
  const camera = await sceneCamera(fps);
  const vision = await createVision({
    openFeed: openFrameFeed,
    onObservation: (observation) => seen.push(observation),
    onBody: (frame) => bodies.push(frame),
    onReport: (report) => reports.push(report),
    ...options,
  });
  opened.push({ vision, camera });
  return { vision, camera, seen, bodies, reports };
}

const PATIENCE_MS = 40_000;
const until = (isThere: () => boolean, what: string): Promise<void> =>
  expect.poll(isThere, { timeout: PATIENCE_MS, interval: 20, message: what }).toBe(true);
const isFace = (observation: Observation): observation is FaceSample => observation.kind === 'face';

afterEach(async () => {
  for (const { vision, camera } of opened.splice(0)) {
    await vision.close();
    camera.stop();
  }
});

const faceCount = (seen: readonly Observation[]): number =>
  seen.filter(isFace).at(-1)?.faceCount ?? 0;
const isLandmarkerGap = (sample: Observation): boolean =>
  sample.kind === 'absent' && sample.reason === 'landmarker_unavailable';
const lastReason = (seen: readonly Observation[]): string | null => {
  const last = seen.at(-1);
  return last?.kind === 'absent' ? last.reason : null;
};

describe('the landmark workers', () => {
  it('[VIS-1] [VIS-2] [VIS-5] see a face, nobody, two people, and close every frame', async () => {
    const { vision, camera, seen, bodies, reports } = await watch();
    await vision.start(camera.track);
    await until(() => seen.filter(isFace).length > 30, '30 face samples');
    await until(() => bodies.some(({ body }) => body !== null), 'a body');
    const face = seen.filter(isFace).at(-1) as FaceSample;
    expect(face.features).toHaveLength(22);
    expect(face.features.every(Number.isFinite)).toBe(true);
    expect(Math.abs(face.features[featureIndex('pose_Ry')] as number)).toBeLessThan(0.5);
    expect(Math.abs(face.features[featureIndex('pose_Rx')] as number)).toBeLessThan(0.5);
    expect(face.faceCount).toBe(1);

    camera.show('nobody');
    await until(() => lastReason(seen) === 'no_face', 'no face');
    camera.show('two');
    await until(() => faceCount(seen) === 2, 'two faces');
    camera.show('one');
    await until(() => faceCount(seen) === 1, 'one face again');

    await until(() => reports.length > 2, 'reports');
    expect(reports.at(-1)?.route).toBe('stream');
    expect(reports.at(-1)?.latencyP50).toBeGreaterThan(0);
    const times = seen.filter(isFace).map(({ capturedAt }) => capturedAt);
    expect(times.every((time, i) => i === 0 || time > (times[i - 1] as number))).toBe(true);

    const { face: faces, body, glance } = await vision.close();
    expect(faces?.taken).toBeGreaterThan(30);
    for (const tally of [faces, body, glance]) expect(tally?.released).toBe(tally?.taken);
  });

  it('[VIS-6] read bitmaps where the browser has no MediaStreamTrackProcessor', async () => {
    const { vision, camera, seen, reports } = await watch({ openFeed: bitmapFeed, body: false });
    await vision.start(camera.track);
    await until(() => seen.filter(isFace).length > 15, 'faces from bitmaps');
    await until(() => reports.some(({ faceFps }) => faceFps > 0), 'a report');
    expect(reports.at(-1)?.route).toBe('bitmaps');
    const { face } = await vision.close();
    expect(face?.taken).toBeGreaterThan(15);
    expect(face?.released).toBe(face?.taken);
  });

  it('[VIS-8] are replaced when the graphics context is lost, and the session goes on', async () => {
    const failures: unknown[] = [];
    const { vision, camera, seen } = await watch({
      body: false,
      onUnavailable: (error) => failures.push(error),
    });
    await vision.start(camera.track);
    await until(() => seen.some(isFace), 'a face');
    const lostWith = vision.ready;
    const atLoss = seen.length;
    await vision.loseContext();
    // How long nothing is seen depends on the machine; where it is long, it says why.
    await until(() => vision.ready !== lostWith, 'another landmarker');
    const before = seen.length;
    await until(() => seen.slice(before).some(isFace), 'a face again');
    const gap = seen.slice(atLoss).filter(({ kind }) => kind === 'absent');
    expect(gap.filter((sample) => !isLandmarkerGap(sample))).toEqual([]);
    expect(failures).toEqual([]);
    expect(vision.ready.delegate).toBe('cpu');
  });

  it('[VIS-9] tell that they are paused, and see nothing meanwhile', async () => {
    const { vision, camera, seen } = await watch({ body: false });
    await vision.start(camera.track);
    await until(() => seen.some(isFace), 'a face');
    vision.pause();
    await until(() => lastReason(seen) === 'paused', 'paused');
    const before = seen.length;
    await until(() => seen.length > before + 1, 'more of the same');
    expect(seen.slice(before).some(isFace)).toBe(false);
    vision.resume();
    await until(() => seen.slice(before).some(isFace), 'a face again');
  });

  it('[VIS-9] tell that the camera is lost when its track ends', async () => {
    const { vision, camera, seen } = await watch({ body: false });
    await vision.start(camera.track);
    await until(() => seen.some(isFace), 'a face');
    camera.stop();
    await until(() => lastReason(seen) === 'camera_lost', 'lost');
    const next = await sceneCamera();
    opened.push({ vision, camera: next });
    const before = seen.length;
    await vision.start(next.track);
    await until(() => seen.slice(before).some(isFace), 'a face on the new track');
  });

  it('[VIS-10] give landmarks and pictures on request only', async () => {
    const overlays: FaceOverlay[] = [];
    const jpegs: CapturedJpeg[] = [];
    const { vision, camera, seen } = await watch({
      body: false,
      onOverlay: (overlay) => overlays.push(overlay),
      onJpeg: (captured) => jpegs.push(captured),
    });
    await vision.start(camera.track);
    await until(() => seen.filter(isFace).length > 45, 'faces');
    expect(overlays).toEqual([]);
    expect(jpegs).toEqual([]);

    vision.setSelfView(true);
    vision.keepFrames(true);
    await until(() => overlays.length > 5 && jpegs.length > 2, 'overlays and pictures');
    const points = overlays.at(-1)?.faces[0] as Float32Array;
    expect(points).toHaveLength(478 * 2);
    expect(Math.min(...points)).toBeGreaterThan(-0.2);
    expect(Math.max(...points)).toBeLessThan(1.2);
    const [first, second] = jpegs as [CapturedJpeg, CapturedJpeg];
    expect(second.capturedAt - first.capturedAt).toBeGreaterThan(700);
    const picture = await createImageBitmap(
      new Blob([new Uint8Array(first.jpeg)], { type: 'image/jpeg' }),
    );
    expect([picture.width, picture.height]).toEqual([640, 480]);
    picture.close();
  });
});

describe('the delegate', () => {
  it('[VIS-3] GPU reads faces as well, and survives the loss of its context on the CPU', async () => {
    const { vision, camera, seen } = await watch({ body: false, delegate: 'gpu' });
    expect(vision.ready.delegate).toBe('gpu');
    await vision.start(camera.track);
    await until(() => seen.some(isFace), 'a face on the GPU');
    await vision.loseContext();
    await until(() => vision.ready.delegate === 'cpu', 'a landmarker on the CPU');
    const before = seen.length;
    await until(() => seen.slice(before).some(isFace), 'a face on the CPU');
  }, 120_000);
});

describe('landmarks that cannot be had', () => {
  const failure = (options: Partial<VisionOptions>): Promise<unknown> =>
    createVision({ openFeed: openFrameFeed, onObservation: () => undefined, ...options }).then(
      () => null,
      (error: unknown) => error,
    );

  it('[VIS-7] are refused with a reason where the model is not served', async () => {
    const error = await failure({ assetBase: '/nowhere/' });
    expect(error).toBeInstanceOf(VisionError);
    expect((error as VisionError).problem).toBe('assets_missing');
  });

  it('[VIS-7] are refused with a reason where there is no WebGL2', () => {
    const canvas = new OffscreenCanvas(1, 1);
    canvas.getContext('2d');
    const probe = (): unknown => probeGraphics(() => canvas);
    expect(probe).toThrow(BridgeError);
    expect(probe).toThrow(/WebGL2/);
    expect(probeGraphics().renderer).not.toBe('');
  });

  it('[VIS-7] are given up when asked to', async () => {
    const error = await failure({ signal: AbortSignal.timeout(1) });
    expect((error as VisionError).problem).toBe('aborted');
  });

  it('[VIS-3] never take a software renderer for a GPU', () => {
    expect(
      isHardwareRenderer('ANGLE (Google, Vulkan (SwiftShader Device), SwiftShader driver)'),
    ).toBe(false);
    expect(isHardwareRenderer('llvmpipe (LLVM 15.0.7, 256 bits)')).toBe(false);
    expect(isHardwareRenderer(null)).toBe(false);
    expect(isHardwareRenderer('ANGLE (Intel, Mesa Intel(R) UHD Graphics 620, OpenGL 4.6)')).toBe(
      true,
    );
  });
});
