import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { batchFrames } from './batch-frames.ts';
import type { CutOff, ExtractPage, FrameBatch, NoVideo } from './page/messages.ts';
import type { OpenPage } from './reading-page.ts';
import { SeenFrames } from './seen-frames.ts';
import type { FrameSource, SourceNotice } from './frame-source.ts';
import { UserError } from './user-error.ts';

/** Frames per answer of the page. */
const BATCH = 32;
const US = 1e6;
const CONVERT = 'convert it first, for example with ffmpeg -i INPUT -c:v libx264 OUTPUT.mp4';

/** No reader of this container that hands its frames to a browser's decoder can be had. */
export class AviRefused extends UserError {
  constructor(input: string) {
    super(`${input}: AVI files cannot be read here; ${CONVERT}.`);
  }
}

/**
 * A file that a container and a decoder of Chromium's can be had for. Throws UserError, for an AVI
 * file AviRefused.
 */
export async function openVideoSource(
  input: string,
  notice: SourceNotice,
  openPage: OpenPage,
): Promise<FrameSource> {
  if (await isAvi(input)) throw new AviRefused(input);
  const page = await openPage('sequence');
  try {
    const opened = await page.call(
      (url) => (globalThis as unknown as ExtractPage).extractPage.openVideo(url),
      page.offer(input),
    );
    if (opened.kind !== 'video') throw new UserError(`${input}: ${whyNot(opened)}`);
    const seen = new SeenFrames();
    const next = (): Promise<FrameBatch | CutOff> =>
      page.call(
        (most) => (globalThis as unknown as ExtractPage).extractPage.nextOfVideo(most),
        BATCH,
      );
    return {
      kind: 'sequence',
      name: basename(input, extname(input)),
      total: opened.expectedFrames,
      get image() {
        return seen.image;
      },
      imageSizeKnown: true,
      get fps() {
        return seen.fps;
      },
      files: [input],
      frames: () => videoFrames(input, next, seen, notice),
      close: () => page.close(),
    };
  } catch (error) {
    await page.close();
    throw error;
  }
}

async function* videoFrames(
  input: string,
  next: () => Promise<FrameBatch | CutOff>,
  seen: SeenFrames,
  notice: SourceNotice,
): AsyncGenerator<FaceFrame> {
  for (;;) {
    const batch = await next();
    if ('kind' in batch) {
      const at = (batch.at / US).toFixed(3);
      throw new UserError(
        `${input}: the file is cut off or damaged after ${at} s (${batch.detail}); nothing was written.`,
      );
    }
    for (const { from, frames, why } of batch.undecoded) notice(from / US, frames, why);
    yield* seen.watch(batchFrames(batch));
    if (batch.ended) break;
  }
  if (seen.count === 0) throw new UserError(`${input}: not one frame of it could be decoded.`);
}

function whyNot({ kind, detail }: NoVideo): string {
  switch (kind) {
    case 'unknown_format':
      return `this is not a video that can be read (mp4, mov, webm, mkv or raw mjpeg); if it is one of another kind, ${CONVERT}.`;
    case 'no_video':
      return `there is no picture in it, only sound or text (${detail}).`;
    case 'cannot_decode':
      return `its video is ${detail}, which this browser cannot decode; ${CONVERT}.`;
    case 'damaged':
      return `the file is cut off or damaged (${detail}).`;
  }
}

async function isAvi(input: string): Promise<boolean> {
  const handle = await open(input);
  try {
    const { buffer } = await handle.read(Buffer.alloc(12), 0, 12, 0);
    return buffer.toString('latin1', 0, 4) === 'RIFF' && buffer.toString('latin1', 8) === 'AVI ';
  } finally {
    await handle.close();
  }
}
