/**
 * Frames as ImageData, which is MediaPipe's fastest way in. The pixels are reused: they hold until
 * the next call.
 */
export interface PixelReader {
  read(frame: VideoFrame | ImageBitmap): Promise<ImageData> | ImageData;
}

export function createPixelReader(): PixelReader {
  let pixels = new ImageData(1, 1);
  let drawing: OffscreenCanvasRenderingContext2D | null = null;

  const sized = (width: number, height: number): ImageData => {
    if (pixels.width !== width || pixels.height !== height) pixels = new ImageData(width, height);
    return pixels;
  };
  const drawn = (frame: VideoFrame | ImageBitmap, width: number, height: number): ImageData => {
    drawing ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (drawing === null) throw new Error('This browser gives no 2D canvas to a worker.');
    const { canvas } = drawing;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    drawing.drawImage(frame, 0, 0, width, height);
    return drawing.getImageData(0, 0, width, height);
  };

  const copied = async (frame: VideoFrame): Promise<ImageData> => {
    const { displayWidth: width, displayHeight: height, visibleRect } = frame;
    if (visibleRect?.width !== width || visibleRect.height !== height) {
      return drawn(frame, width, height);
    }
    const image = sized(width, height);
    try {
      await frame.copyTo(image.data, { format: 'RGBA', colorSpace: 'srgb' });
      return image;
    } catch (error) {
      // Browsers that cannot convert while copying say so this way.
      if (error instanceof DOMException && error.name === 'NotSupportedError') {
        return drawn(frame, width, height);
      }
      throw error;
    }
  };

  return {
    read: (frame) =>
      frame instanceof ImageBitmap ? drawn(frame, frame.width, frame.height) : copied(frame),
  };
}
