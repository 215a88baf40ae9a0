import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { batchFrames } from './batch-frames.ts';
import type { CutOff } from '#core/videos/video-outcome.ts';
import {
  AVI_HEAD_BYTES,
  isAvi,
  NO_FRAME,
  whyCutOff,
  whyNoVideo,
} from '#core/videos/video-words.ts';
import type { ExtractPage, FrameBatch } from './page/messages.ts';
import type { OpenPage } from './reading-page.ts';
import { SeenFrames } from './seen-frames.ts';
import type { FrameSource, SourceNotice } from './frame-source.ts';
import { UserError } from './user-error.ts';

/** Frames per answer of the page. */
const BATCH = 32;
const US = 1e6;
const READABLE = 'mp4, mov, webm, mkv or raw mjpeg';

/** No reader of this container that hands its frames to a browser's decoder can be had. */
export class AviRefused extends UserError {
  constructor(input: string) {
    super(`${input}: ${whyNoVideo({ kind: 'avi', detail: '' }, READABLE)}`);
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
  if (await isAviFile(input)) throw new AviRefused(input);
  const page = await openPage('sequence');
  try {
    const opened = await page.call(
      (url) => (globalThis as unknown as ExtractPage).extractPage.openVideo(url),
      page.offer(input),
    );
    if (opened.kind !== 'video') throw new UserError(`${input}: ${whyNoVideo(opened, READABLE)}`);
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
      throw new UserError(`${input}: ${whyCutOff(batch)}; nothing was written.`);
    }
    for (const { from, frames, why } of batch.undecoded) notice(from / US, frames, why);
    yield* seen.watch(batchFrames(batch));
    if (batch.ended) break;
  }
  if (seen.count === 0) throw new UserError(`${input}: ${NO_FRAME}`);
}

async function isAviFile(input: string): Promise<boolean> {
  const handle = await open(input);
  try {
    const { buffer } = await handle.read(Buffer.alloc(AVI_HEAD_BYTES), 0, AVI_HEAD_BYTES, 0);
    return isAvi(buffer);
  } finally {
    await handle.close();
  }
}
