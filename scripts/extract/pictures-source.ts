import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { batchFrames } from './batch-frames.ts';
import { jpegsOfFile } from './jpeg-stream.ts';
import type { ExtractPage, PictureAddress } from './page/messages.ts';
import type { OpenPage, ReadingPage } from './reading-page.ts';
import { SeenFrames } from './seen-frames.ts';
import type { FrameSource, SourceNotice } from './frame-source.ts';
import { UserError } from './user-error.ts';

/** Pictures per answer of the page. */
const BATCH = 32;
const US = 1e6;
const IMAGE = /\.(?:jpe?g|png|webp)$/i;

/** Names of the pictures that lie in a folder itself, in natural order. */
export const imagesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) => !entry.isDirectory() && !entry.name.startsWith('.') && IMAGE.test(entry.name),
    )
    .map((entry) => entry.name)
    .sort(new Intl.Collator('en', { numeric: true }).compare);

/** A folder of unrelated pictures, in the order of their names. Throws UserError. */
export async function openFolderSource(folder: string, openPage: OpenPage): Promise<FrameSource> {
  const names = imagesIn(folder);
  if (names.length === 0) {
    throw new UserError(`${folder}: there are no images in this folder (jpg, png or webp).`);
  }
  const files = names.map((name) => join(folder, name));
  const page = await openPage('stills');
  const addresses = files.map((file, i) => ({ url: page.offer(file), range: null, at: i }));
  const seen = new SeenFrames();
  return {
    kind: 'stills',
    name: basename(folder),
    total: names.length,
    get image() {
      return seen.image;
    },
    imageSizeKnown: true,
    fps: null,
    files,
    frames: () =>
      pictures(page, addresses, seen, (at) => {
        const file = files[Math.round(at * US)] ?? folder;
        throw new UserError(
          `${file}: this is not a picture that can be read; nothing was written.`,
        );
      }),
    close: () => page.close(),
  };
}

/** JPEGs one after another, as cameras write them; they carry no times. Throws UserError. */
export async function openMotionJpegSource(
  input: string,
  fps: number,
  notice: SourceNotice,
  openPage: OpenPage,
): Promise<FrameSource> {
  const found = await jpegsOfFile(input);
  if (found.pictures.length === 0) {
    throw new UserError(`${input}: there is no JPEG picture in it.`);
  }
  if (!found.whole) {
    const at = (found.pictures.length / fps).toFixed(3);
    throw new UserError(`${input}: the file is cut off within the picture at ${at} s.`);
  }
  const page = await openPage('sequence');
  const url = page.offer(input);
  const addresses = found.pictures.map((range, i) => ({
    url,
    range,
    at: Math.round((i * US) / fps),
  }));
  const seen = new SeenFrames();
  return {
    kind: 'sequence',
    name: basename(input, extname(input)),
    total: addresses.length,
    get image() {
      return seen.image;
    },
    imageSizeKnown: true,
    fps,
    files: [input],
    frames: () => pictures(page, addresses, seen, notice),
    close: () => page.close(),
  };
}

async function* pictures(
  page: ReadingPage,
  addresses: readonly PictureAddress[],
  seen: SeenFrames,
  notice: SourceNotice,
): AsyncGenerator<FaceFrame> {
  for (let first = 0; first < addresses.length; first += BATCH) {
    const batch = await page.call(
      (some) => (globalThis as unknown as ExtractPage).extractPage.pictures(some),
      addresses.slice(first, first + BATCH),
    );
    for (const { from, frames, why } of batch.undecoded) notice(from / US, frames, why);
    yield* seen.watch(batchFrames(batch));
  }
}
