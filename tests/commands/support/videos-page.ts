/** Runs in Chromium: makes short videos of a face with what containers differ in. */
import { BufferTarget, CanvasSource, Mp4OutputFormat, Output, Quality } from 'mediabunny';

const FRAME = { width: 480, height: 360 };
const PORTRAIT = { photo: '/photos/sample3.jpg', x: 885, y: 120, width: 560, height: 420 };
const KEY_FRAME_S = 0.5;

export interface VideoWish {
  /** Degrees clockwise by which a player has to turn the frames; they are stored turned back. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Seconds, one per frame. */
  readonly times: readonly number[];
  /** Where the index goes. */
  readonly index: 'front' | 'end';
}

/** Base64 of an MP4, VP9: a face that leans to one side, more and more. */
async function mp4({ rotation, times, index }: VideoWish): Promise<string> {
  const picture = await createImageBitmap(await (await fetch(PORTRAIT.photo)).blob());
  const { width, height } = FRAME;
  const lying = rotation % 180 !== 0;
  const canvas = new OffscreenCanvas(lying ? height : width, lying ? width : height);
  const drawing = canvas.getContext('2d');
  if (drawing === null) throw new Error('This browser gives no 2D canvas.');
  const target = new BufferTarget();
  const format = new Mp4OutputFormat({ fastStart: index === 'front' ? 'in-memory' : false });
  const output = new Output({ format, target });
  const source = new CanvasSource(canvas, {
    codec: 'vp9',
    quality: new Quality('high'),
    keyFrameInterval: KEY_FRAME_S,
  });
  output.addVideoTrack(source, { rotation });
  await output.start();
  for (const [i, time] of times.entries()) {
    drawing.resetTransform();
    drawing.fillRect(0, 0, canvas.width, canvas.height);
    drawing.translate(canvas.width / 2, canvas.height / 2);
    drawing.rotate((-rotation * Math.PI) / 180);
    drawing.rotate((0.3 * i) / times.length);
    const { x, y, width: w, height: h } = PORTRAIT;
    drawing.drawImage(picture, x, y, w, h, -width / 2, -height / 2, width, height);
    await source.add(time, (times[i + 1] ?? time + 0.1) - time);
  }
  await output.finalize();
  if (target.buffer === null) throw new Error('The video came out empty.');
  const bytes = new Uint8Array(target.buffer);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

const videosPage = { mp4 };
/** What the page's global object offers to whom drives it. */
export interface VideosPage {
  readonly videosPage: typeof videosPage;
}
Object.assign(globalThis, { videosPage } satisfies VideosPage);
