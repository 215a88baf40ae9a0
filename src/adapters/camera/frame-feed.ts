import { timestampMs } from '#core/units.ts';
import type { FrameFeed } from '#protocol/frame-feed.ts';

/** More than one would queue: the worker would look at an old frame while a newer one waits. */
const BUFFERED_FRAMES = 1;

/** The track's own stream where the browser has one, else bitmaps of a playing video. */
export function openFrameFeed(track: MediaStreamTrack): FrameFeed {
  return 'MediaStreamTrackProcessor' in globalThis ? streamFeed(track) : bitmapFeed(track);
}

function streamFeed(track: MediaStreamTrack): FrameFeed {
  const processor = new MediaStreamTrackProcessor({
    track: track as MediaStreamVideoTrack,
    maxBufferSize: BUFFERED_FRAMES,
  });
  return { route: 'stream', readable: processor.readable };
}

/** For browsers without MediaStreamTrackProcessor. Gives no frames while the page is hidden. */
export function bitmapFeed(track: MediaStreamTrack): FrameFeed {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  let newest: VideoFrameCallbackMetadata | null = null;
  let presentedBefore: number | null = null;
  let lastAt = -Infinity;
  let isClosed = false;
  const hasClosed = (): boolean => isClosed;
  let wake: (() => void) | null = null;

  const onFrame: VideoFrameRequestCallback = (_, metadata) => {
    newest = metadata;
    wake?.();
    if (!isClosed) video.requestVideoFrameCallback(onFrame);
  };
  video.requestVideoFrameCallback(onFrame);
  video.play().catch(() => {
    // A track that ends before it plays has no frames, which the watcher of absences tells.
  });

  const newestFrame = async (): Promise<VideoFrameCallbackMetadata | null> => {
    while (newest === null && !isClosed) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      wake = null;
    }
    const found = newest;
    newest = null;
    return isClosed ? null : found;
  };
  return {
    route: 'bitmaps',
    async next() {
      for (;;) {
        const metadata = await newestFrame();
        if (metadata === null) return null;
        // A video between two sizes or sources has no picture to give; its next frame has.
        const bitmap = await createImageBitmap(video).catch(() => null);
        if (bitmap === null) continue;
        if (hasClosed()) {
          bitmap.close();
          return null;
        }
        const { captureTime, presentationTime, presentedFrames } = metadata;
        lastAt = Math.max(lastAt + 1, performance.timeOrigin + (captureTime ?? presentationTime));
        const skipped = presentedBefore === null ? 0 : presentedFrames - presentedBefore - 1;
        presentedBefore = presentedFrames;
        return { bitmap, capturedAt: timestampMs(lastAt), skipped: Math.max(0, skipped) };
      }
    },
    close() {
      isClosed = true;
      video.srcObject = null;
      wake?.();
    },
  };
}
