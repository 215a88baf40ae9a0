import { createPixelReader } from '#adapters/mediapipe/frame-pixels.ts';
import type { DecodedFrame } from '#adapters/video-file/video-frames.ts';

/** A decoded frame as it is to be shown, upright. The pixels hold until the next call. */
export function createFrameImages(): (frame: DecodedFrame) => Promise<ImageData> {
  const pixels = createPixelReader();
  return async (frame) => {
    if (frame.rotation !== 0 || frame.flip) {
      const canvas = new OffscreenCanvas(frame.displayWidth, frame.displayHeight);
      const drawing = canvas.getContext('2d', { willReadFrequently: true });
      if (drawing === null) throw new Error('This browser gives no 2D canvas.');
      frame.draw(drawing, 0, 0);
      return drawing.getImageData(0, 0, canvas.width, canvas.height);
    }
    const videoFrame = frame.toVideoFrame();
    try {
      return await pixels.read(videoFrame);
    } finally {
      videoFrame.close();
    }
  };
}
