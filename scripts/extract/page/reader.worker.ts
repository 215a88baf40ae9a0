/** Runs in a worker, where alone MediaPipe's module runtime starts: decodes, finds faces, and hands the landmarks over in batches. */
import { createPixelReader } from '#adapters/mediapipe/frame-pixels.ts';
import { openVideoAt, type OpenVideo } from '#adapters/video-file/video-frames.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { timestampMs } from '#core/units.ts';
import type { CutOff, Undecoded } from '#core/videos/video-outcome.ts';
import { sequenceReader, stillReader, type FaceReader } from '#workers/clip/face-reader.ts';
import { createFrameImages } from '#workers/clip/frame-image.ts';
import type { ExtractPage, FrameBatch, FrameHead, ReaderAnswer, ReaderCall } from './messages.ts';

const US = 1e6;
const MS = 1000;
/** Bytes turned into text at once. */
const TEXT_BYTES = 0x8000;

const ASSETS = {
  wasmFolder: new URL('/wasm', location.href).href,
  model: new URL('/models/face_landmarker.task', location.href).href,
};

const pixels = createPixelReader();
const imageOf = createFrameImages();
let reader: FaceReader | null = null;
let video: OpenVideo | null = null;
let samples: ReturnType<OpenVideo['frames']> | null = null;

class BatchBuilder {
  readonly #frames: FrameHead[] = [];
  readonly #undecoded: Undecoded[] = [];
  readonly #floats: Float32Array[] = [];

  get size(): number {
    return this.#frames.length;
  }

  async look(image: ImageData, at: number): Promise<void> {
    if (reader === null) throw new Error('The face reader was not started.');
    // By way of seconds, as a landmark recording keeps them.
    const found: FaceFrame = await reader.read(image, timestampMs((at / US) * MS));
    this.#frames.push({
      at,
      width: image.width,
      height: image.height,
      views: found.faces.map(({ view }) => view),
    });
    for (const { blendshapes, matrix, points } of found.faces) {
      this.#floats.push(blendshapes, matrix, points);
    }
  }

  fail(undecoded: Undecoded): void {
    this.#undecoded.push(undecoded);
  }

  async finish(ended: boolean): Promise<FrameBatch> {
    const bytes = new Uint8Array(await new Blob(this.#floats as BlobPart[]).arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += TEXT_BYTES) {
      text += String.fromCharCode(...bytes.subarray(at, at + TEXT_BYTES));
    }
    return { frames: this.#frames, faces: btoa(text), undecoded: this.#undecoded, ended };
  }
}

async function nextOfVideo(most: number): Promise<FrameBatch | CutOff> {
  if (samples === null) throw new Error('No video was opened.');
  const batch = new BatchBuilder();
  while (batch.size < most) {
    const next = await samples.next();
    if (next.done === true) return next.value ?? (await batch.finish(true));
    const frame = next.value;
    if ('why' in frame) {
      batch.fail(frame);
      continue;
    }
    try {
      await batch.look(await imageOf(frame), frame.microsecondTimestamp);
    } finally {
      frame.close();
    }
  }
  return batch.finish(false);
}

const extractPage: ExtractPage['extractPage'] = {
  async start(kind) {
    reader = kind === 'sequence' ? await sequenceReader(ASSETS) : await stillReader(ASSETS);
  },
  async beginAnew() {
    await samples?.return(null);
    video?.close();
    samples = video = null;
    await reader?.beginAnew();
  },
  async openVideo(url) {
    const opened = await openVideoAt(url);
    if ('kind' in opened) return opened;
    video = opened;
    samples = opened.frames();
    return opened.found;
  },
  nextOfVideo,
  async pictures(pictures) {
    const batch = new BatchBuilder();
    for (const { url, range, at } of pictures) {
      const headers: HeadersInit =
        range === null ? {} : { range: `bytes=${range.start}-${range.end - 1}` };
      const response = await fetch(url, { headers });
      if (!response.ok) throw new Error(`${url} was not served (HTTP ${response.status}).`);
      let bitmap: ImageBitmap;
      try {
        bitmap = await createImageBitmap(await response.blob());
      } catch (error) {
        batch.fail({ from: at, frames: 1, why: error instanceof Error ? error.message : '' });
        continue;
      }
      try {
        await batch.look(await pixels.read(bitmap), at);
      } finally {
        bitmap.close();
      }
    }
    return batch.finish(false);
  },
};

self.addEventListener('message', (event: MessageEvent<ReaderCall>) => {
  const { name, argument } = event.data;
  const calls = extractPage as Record<ReaderCall['name'], (argument: unknown) => Promise<unknown>>;
  calls[name](argument).then(
    (value) => {
      self.postMessage({ value } satisfies ReaderAnswer);
    },
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      self.postMessage({ error: message } satisfies ReaderAnswer);
    },
  );
});
