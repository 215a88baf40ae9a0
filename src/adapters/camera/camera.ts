import type { CameraLoss, CameraState } from '#core/capture/camera-state.ts';
import { CameraError, problemOf, readPageRights, type PageRights } from './camera-error.ts';

export interface CameraOptions {
  /** One camera out of several; any where it is left out. */
  readonly deviceId?: string;
  readonly signal?: AbortSignal;
  /** The track to read from now on; again with another one after the camera came back. */
  readonly onTrack: (track: MediaStreamTrack) => void;
  readonly onState: (state: CameraState) => void;
}

/** An open camera, or a recording in its place. */
export interface Camera {
  readonly state: CameraState;
  /** Stops the track and switches the camera's light off. */
  close(): void;
}

/** What of the browser is used, so that a test can stand in for it. */
export interface CameraPlatform {
  readonly devices: Pick<
    MediaDevices,
    'getUserMedia' | 'addEventListener' | 'removeEventListener'
  > | null;
  readonly rights: PageRights;
}

const IDEAL: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 480 },
  frameRate: { ideal: 30 },
};
/** A lost camera is looked for again this often, besides when a device is plugged in. */
const RETRY_MS = 2_000;

function browserPlatform(): CameraPlatform {
  // Browsers hide it on insecure pages, whatever the types say.
  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices ?? null;
  return { devices, rights: readPageRights() };
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new CameraError('aborted', { cause: signal.reason });
}

async function openTrack(
  platform: CameraPlatform,
  options: CameraOptions,
): Promise<MediaStreamTrack> {
  const { devices, rights } = platform;
  if (!rights.isSecure) throw new CameraError('insecure_origin');
  if (devices === null) throw new CameraError('unsupported');
  if (rights.cameraAllowed === false) throw new CameraError('blocked_by_page');
  const { deviceId, signal } = options;
  throwIfAborted(signal);
  const device = deviceId === undefined ? {} : { deviceId: { exact: deviceId } };
  const stream = await devices
    .getUserMedia({ video: { ...IDEAL, ...device }, audio: false })
    .catch((cause: unknown) => {
      throw new CameraError(problemOf(cause, rights), { cause });
    });
  const track = stream.getVideoTracks()[0];
  if (track === undefined) throw new CameraError('no_camera');
  try {
    throwIfAborted(signal);
  } catch (error) {
    track.stop();
    throw error;
  }
  return track;
}

export const liveState = (track: MediaStreamTrack): CameraState => {
  const { width = 0, height = 0 } = track.getSettings();
  return { kind: 'live', label: track.label, image: { width, height } };
};

/** Opens a camera and keeps it: a lost one is opened again when it is back. Rejects with CameraError. */
export async function openCamera(
  options: CameraOptions,
  platform: CameraPlatform = browserPlatform(),
): Promise<Camera> {
  let track: MediaStreamTrack = await openTrack(platform, options);
  let state: CameraState = liveState(track);
  let isOpening = false;
  let timer: ReturnType<typeof setInterval> | null = null;
  const isClosed = (): boolean => state.kind === 'closed';

  const enter = (next: CameraState): void => {
    state = next;
    options.onState(next);
  };
  const stopRetrying = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    platform.devices?.removeEventListener('devicechange', retry);
  };
  const watch = (watched: MediaStreamTrack): void => {
    track = watched;
    watched.addEventListener('ended', () => {
      if (track === watched) lose('unplugged');
    });
    watched.addEventListener('mute', () => {
      if (track === watched && state.kind === 'live') enter({ kind: 'lost', reason: 'muted' });
    });
    watched.addEventListener('unmute', () => {
      if (track === watched && state.kind === 'lost') enter(liveState(watched));
    });
  };
  const reopen = async (): Promise<void> => {
    if (isOpening || isClosed() || track.readyState === 'live') return;
    isOpening = true;
    try {
      const next = await openTrack(platform, options);
      if (isClosed()) {
        next.stop();
        return;
      }
      stopRetrying();
      watch(next);
      enter(liveState(next));
      options.onTrack(next);
    } catch {
      // Still gone, or still taken: the next retry tells.
    } finally {
      isOpening = false;
    }
  };
  function retry(): void {
    void reopen();
  }
  const lose = (reason: CameraLoss): void => {
    if (isClosed()) return;
    enter({ kind: 'lost', reason });
    platform.devices?.addEventListener('devicechange', retry);
    timer ??= setInterval(retry, RETRY_MS);
  };

  watch(track);
  options.onState(state);
  options.onTrack(track);
  return {
    get state() {
      return state;
    },
    close() {
      if (isClosed()) return;
      stopRetrying();
      enter({ kind: 'closed' });
      track.stop();
    },
  };
}
