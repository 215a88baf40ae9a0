import { describe, expect, it, vi } from 'vitest';
import { CameraError, problemOf, type PageRights } from '#adapters/camera/camera-error.ts';
import { openCamera, type CameraOptions, type CameraPlatform } from '#adapters/camera/camera.ts';
import { openRecording } from '#adapters/camera/recording.ts';
import type { CameraState } from '#core/capture/camera-state.ts';

const FREE: PageRights = { isSecure: true, cameraAllowed: true };

/** A real track, from a canvas, that can be pulled out like a plug. */
function plugged(): { readonly stream: MediaStream; readonly track: MediaStreamTrack } {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d')?.fillRect(0, 0, 4, 4);
  const stream = canvas.captureStream(5);
  return { stream, track: stream.getVideoTracks()[0] as MediaStreamTrack };
}

function unplug(track: MediaStreamTrack): void {
  track.stop();
  track.dispatchEvent(new Event('ended'));
}

/** Stands in for the browser's devices; `answer` is what the next request gets. */
class Devices extends EventTarget {
  answer: () => Promise<MediaStream> = () => Promise.resolve(plugged().stream);
  readonly asked: (MediaStreamConstraints | undefined)[] = [];

  getUserMedia(constraints?: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(constraints);
    return this.answer();
  }
}

const refusing = (name: string) => () => Promise.reject(new DOMException('no', name));

async function open(devices: Devices, options: Partial<CameraOptions> = {}) {
  const states: CameraState[] = [];
  const tracks: MediaStreamTrack[] = [];
  const platform = { devices, rights: FREE } as unknown as CameraPlatform;
  const camera = await openCamera(
    { onState: (state) => states.push(state), onTrack: (track) => tracks.push(track), ...options },
    platform,
  );
  return { camera, states, tracks };
}

const failure = (opening: Promise<unknown>): Promise<CameraError> =>
  opening.then(
    () => expect.fail('it opened'),
    (error: unknown) => error as CameraError,
  );

describe('a camera that cannot be opened', () => {
  it.each([
    ['NotAllowedError', FREE, 'permission_denied'],
    ['NotAllowedError', { ...FREE, cameraAllowed: false }, 'blocked_by_page'],
    ['NotAllowedError', { ...FREE, isSecure: false }, 'insecure_origin'],
    ['SecurityError', FREE, 'permission_denied'],
    ['NotFoundError', FREE, 'no_camera'],
    ['NotReadableError', FREE, 'in_use'],
    ['AbortError', FREE, 'in_use'],
    ['OverconstrainedError', FREE, 'overconstrained'],
    ['TypeError', FREE, 'unsupported'],
  ] as const)('[CAM-1] %s with %o is %s', (name, rights, problem) => {
    expect(problemOf(new DOMException('no', name), rights)).toBe(problem);
  });

  it('[CAM-1] says what to do, and keeps the cause', async () => {
    const devices = new Devices();
    devices.answer = refusing('NotReadableError');
    const error = await failure(open(devices));
    expect(error).toBeInstanceOf(CameraError);
    expect(error.problem).toBe('in_use');
    expect(error.message).toMatch(/another program/);
    expect((error.cause as Error).name).toBe('NotReadableError');
  });

  it.each([
    [{ devices: new Devices(), rights: { ...FREE, isSecure: false } }, 'insecure_origin'],
    [{ devices: null, rights: FREE }, 'unsupported'],
    [{ devices: new Devices(), rights: { ...FREE, cameraAllowed: false } }, 'blocked_by_page'],
  ] as const)('[CAM-1] is not even asked for where it is in vain', async (platform, problem) => {
    const listeners = { onState: () => undefined, onTrack: () => undefined };
    const opening = openCamera(listeners, platform);
    expect((await failure(opening)).problem).toBe(problem);
    expect(platform.devices?.asked ?? []).toEqual([]);
  });

  it('[CAM-1] is told by an embedding page without allow=camera', async () => {
    const frame = document.createElement('iframe');
    frame.srcdoc = '<p>inside</p>';
    frame.allow = "camera 'none'";
    document.body.append(frame);
    await new Promise((resolve) => {
      frame.onload = resolve;
    });
    const inside = frame.contentDocument as Document & {
      featurePolicy?: { allowsFeature(name: string): boolean };
    };
    expect(inside.featurePolicy?.allowsFeature('camera')).toBe(false);
    frame.remove();
  });
});

describe('an open camera', () => {
  it('[CAM-2] is asked for 640x480 at 30, without sound', async () => {
    const devices = new Devices();
    const { camera } = await open(devices, { deviceId: 'the-one' });
    expect(devices.asked[0]).toEqual({
      audio: false,
      video: {
        width: { ideal: 640 },
        height: { ideal: 480 },
        frameRate: { ideal: 30 },
        deviceId: { exact: 'the-one' },
      },
    });
    camera.close();
  });

  it('[CAM-2] is lost when unplugged, and opened again when a device comes back', async () => {
    const devices = new Devices();
    const { camera, states, tracks } = await open(devices);
    expect(states.at(-1)?.kind).toBe('live');
    devices.answer = refusing('NotFoundError');
    unplug(tracks[0] as MediaStreamTrack);
    expect(states.at(-1)).toEqual({ kind: 'lost', reason: 'unplugged' });
    devices.dispatchEvent(new Event('devicechange'));
    await Promise.resolve();
    expect(tracks).toHaveLength(1);

    devices.answer = () => Promise.resolve(plugged().stream);
    await expect
      .poll(() => {
        devices.dispatchEvent(new Event('devicechange'));
        return tracks.length;
      })
      .toBe(2);
    expect(states.at(-1)?.kind).toBe('live');
    expect(tracks[1]?.readyState).toBe('live');
    camera.close();
    expect(tracks[1]?.readyState).toBe('ended');
  });

  it('[CAM-2] is looked for again also where the browser tells of no device', async () => {
    vi.useFakeTimers();
    try {
      const devices = new Devices();
      const { camera, tracks } = await open(devices);
      unplug(tracks[0] as MediaStreamTrack);
      await vi.advanceTimersByTimeAsync(2_500);
      expect(tracks).toHaveLength(2);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(tracks).toHaveLength(2);
      camera.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('[CAM-2] that is muted is lost until it is unmuted', async () => {
    const { camera, states, tracks } = await open(new Devices());
    tracks[0]?.dispatchEvent(new Event('mute'));
    expect(states.at(-1)).toEqual({ kind: 'lost', reason: 'muted' });
    tracks[0]?.dispatchEvent(new Event('unmute'));
    expect(states.at(-1)?.kind).toBe('live');
    expect(tracks).toHaveLength(1);
    camera.close();
  });

  it('[CAM-4] that was closed while it was opened again stays closed', async () => {
    const devices = new Devices();
    const { camera, states, tracks } = await open(devices);
    const late = plugged();
    let answer: ((stream: MediaStream) => void) | undefined;
    devices.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    unplug(tracks[0] as MediaStreamTrack);
    devices.dispatchEvent(new Event('devicechange'));
    await expect.poll(() => answer !== undefined).toBe(true);
    camera.close();
    answer?.(late.stream);
    await expect.poll(() => late.track.readyState).toBe('ended');
    expect(states.at(-1)).toEqual({ kind: 'closed' });
    expect(tracks).toHaveLength(1);
  });

  it('[CAM-4] that opens after it was given up is stopped', async () => {
    const devices = new Devices();
    const late = plugged();
    const giveUp = new AbortController();
    devices.answer = () => {
      giveUp.abort();
      return Promise.resolve(late.stream);
    };
    const error = await failure(open(devices, { signal: giveUp.signal }));
    expect(error.problem).toBe('aborted');
    expect(late.track.readyState).toBe('ended');
  });
});

describe('a recording as the camera', () => {
  async function recorded(): Promise<Blob> {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 160, height: 120 });
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start();
    for (let i = 0; i < 20; i++) {
      context.fillStyle = `hsl(${i * 18} 80% 50%)`;
      context.fillRect(0, 0, 160, 120);
      await new Promise((resolve) => setTimeout(resolve, 33));
    }
    await new Promise((resolve) => {
      recorder.onstop = resolve;
      recorder.stop();
    });
    return new Blob(parts, { type: 'video/webm' });
  }

  it('[CAM-3] gives frames, beyond its end', async () => {
    const states: CameraState[] = [];
    const tracks: MediaStreamTrack[] = [];
    const file = new File([await recorded()], 'me.webm', { type: 'video/webm' });
    const camera = await openRecording(file, {
      onState: (state) => states.push(state),
      onTrack: (track) => tracks.push(track),
    });
    expect(states[0]).toEqual({
      kind: 'live',
      label: 'me.webm',
      image: { width: 160, height: 120 },
    });
    const [track] = tracks as [MediaStreamTrack];
    const reader = new MediaStreamTrackProcessor({
      track: track as MediaStreamVideoTrack,
    }).readable.getReader();
    const end = performance.now() + 2_000;
    let last = 0;
    while (performance.now() < end) {
      const { value, done } = await reader.read();
      if (done) break;
      last = performance.now();
      value.close();
    }
    // The recording is well under a second long.
    expect(end - last).toBeLessThan(600);
    camera.close();
    expect(track.readyState).toBe('ended');
    expect(states.at(-1)).toEqual({ kind: 'closed' });
  });

  it('[CAM-3] that is no video is refused', async () => {
    const opening = openRecording(new Blob(['not a video']), {
      onState: () => undefined,
      onTrack: () => undefined,
    });
    expect((await failure(opening)).problem).toBe('recording_unplayable');
  });
});
