import type { CameraState } from '#core/capture/camera-state.ts';
import { CameraError } from './camera-error.ts';
import type { Camera, CameraOptions } from './camera.ts';

interface CapturingVideo extends HTMLVideoElement {
  captureStream?(): MediaStream;
  mozCaptureStream?(): MediaStream;
}

const capture = (video: CapturingVideo): MediaStream | null =>
  video.captureStream?.() ?? video.mozCaptureStream?.() ?? null;

function playing(video: HTMLVideoElement, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new CameraError('aborted', { cause: signal.reason }));
    });
    video.addEventListener('error', () => {
      reject(new CameraError('recording_unplayable', { cause: video.error }));
    });
    video.play().then(resolve, (cause: unknown) => {
      reject(new CameraError('recording_unplayable', { cause }));
    });
  });
}

/** Plays a video file, again and again, as if it were the camera. Rejects with CameraError. */
export async function openRecording(file: Blob, options: CameraOptions): Promise<Camera> {
  const video: CapturingVideo = document.createElement('video');
  const url = URL.createObjectURL(file);
  video.muted = true;
  video.loop = true;
  video.playsInline = true;
  video.src = url;
  let track: MediaStreamTrack | undefined;
  const release = (): void => {
    track?.stop();
    video.pause();
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  };
  try {
    if (options.signal?.aborted === true) {
      throw new CameraError('aborted', { cause: options.signal.reason });
    }
    await playing(video, options.signal);
    track = capture(video)?.getVideoTracks()[0];
    if (track === undefined) throw new CameraError('recording_unplayable');
  } catch (error) {
    release();
    throw error;
  }
  const { videoWidth: width, videoHeight: height } = video;
  const label = file instanceof File ? file.name : track.label;
  let state: CameraState = { kind: 'live', label, image: { width, height } };
  options.onState(state);
  options.onTrack(track);
  return {
    get state() {
      return state;
    },
    close() {
      if (state.kind === 'closed') return;
      state = { kind: 'closed' };
      options.onState(state);
      release();
    },
  };
}
