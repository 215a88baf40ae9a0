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
  let presentedBefore = 0;
  let isClosed = false;
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

  const isNewThere = (): boolean => newest !== null || isClosed;
  return {
    route: 'bitmaps',
    async next() {
      while (!isNewThere()) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
      }
      const metadata = newest;
      newest = null;
      if (isClosed || metadata === null) return null;
      const capturedAt = timestampMs(
        performance.timeOrigin + (metadata.captureTime ?? metadata.presentationTime),
      );
      const skipped = Math.max(0, metadata.presentedFrames - presentedBefore - 1);
      const isFirst = presentedBefore === 0;
      presentedBefore = metadata.presentedFrames;
      const bitmap = await createImageBitmap(video);
      return { bitmap, capturedAt, skipped: isFirst ? 0 : skipped };
    },
    close() {
      isClosed = true;
      video.srcObject = null;
      wake?.();
    },
  };
}
