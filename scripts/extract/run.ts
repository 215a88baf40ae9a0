import { resolve } from 'node:path';
import { csvHeader, csvLine } from '#core/csv/csv-layout.ts';
import type { CsvLayout } from '#core/csv/csv-layout.ts';
import type { FeatureRow } from '#core/csv/feature-row.ts';
import { OPENFACE, OPENFACE_STILLS } from '#core/csv/openface.ts';
import { SMART_LMS_FEATURES } from '#core/csv/smart-lms-features.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { extractFeatures } from '#pipelines/extract-features.ts';
import { OutputFiles } from './output-files.ts';
import { createRawRecording, rawFiles } from './raw-recording.ts';
import type { RawRecording } from './raw-recording.ts';
import { openSource } from './source.ts';
import type { FrameSource } from './frame-source.ts';
import { UserError } from './user-error.ts';

export const LAYOUTS = ['openface', 'smart-lms'] as const;
export type LayoutName = (typeof LAYOUTS)[number];

export interface ExtractRequest {
  readonly input: string;
  readonly out: string;
  readonly layout: LayoutName;
  /** `NAME.json` of a landmark recording to write as well, or null. */
  readonly raw: string | null;
  /** Pictures a second of a raw motion JPEG file, which says nothing of time; 30 where absent. */
  readonly fps?: number;
}

export const DEFAULT_FPS = 30;

export interface ExtractProgress {
  start(total: number | null): void;
  advance(done: number): void;
  stop(): void;
  /** A sentence to be read by whoever watches. */
  tell(sentence: string): void;
}

export interface ExtractResult {
  readonly rows: number;
  readonly faces: number;
  /** Frames that could not be decoded: they have no row. */
  readonly undecoded: number;
  /** From the first frame to the last row. */
  readonly seconds: number;
}

/** Reads the input into features, one row per frame. On any error no output is left behind. */
export async function runExtract(
  request: ExtractRequest,
  progress: ExtractProgress,
): Promise<ExtractResult> {
  const outputs = new OutputFiles();
  // What is open in the browser ends with the process.
  const discard = (): void => {
    void outputs.discard().finally(() => process.exit(130));
  };
  for (const signal of SIGNALS) process.once(signal, discard);
  let source: FrameSource | null = null;
  let undecoded = 0;
  try {
    source = await openSource(request.input, request.fps ?? DEFAULT_FPS, (at, frames, why) => {
      undecoded += frames;
      progress.tell(
        `${request.input}: ${frames} frame${frames === 1 ? '' : 's'} from ${at.toFixed(3)} s could not be decoded and got no row (${why}).`,
      );
    });
    const found = await writeOutputs(request, source, outputs, progress);
    await outputs.keep();
    return { ...found, undecoded };
  } catch (error) {
    await outputs.discard();
    throw error;
  } finally {
    progress.stop();
    await source?.close();
    for (const signal of SIGNALS) process.off(signal, discard);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function writeOutputs(
  request: ExtractRequest,
  source: FrameSource,
  outputs: OutputFiles,
  progress: ExtractProgress,
): Promise<Omit<ExtractResult, 'undecoded'>> {
  const rawBase = request.raw?.replace(/\.json$/, '') ?? null;
  const written = [request.out, ...(rawBase === null ? [] : rawFiles(rawBase))].map((path) =>
    resolve(path),
  );
  const read = source.files.map((path) => resolve(path));
  const clash = written.find((path, i) => read.includes(path) || written.indexOf(path) !== i);
  if (clash !== undefined) {
    const clashing = read.includes(clash)
      ? 'it belongs to the input'
      : '--out and --raw would both write it, as NAME.json comes with a NAME.csv';
    throw new UserError(`${clash}: ${clashing}; choose another name for --out or --raw.`);
  }
  const layout: CsvLayout<FeatureRow> =
    request.layout === 'smart-lms'
      ? SMART_LMS_FEATURES
      : source.kind === 'stills'
        ? OPENFACE_STILLS
        : OPENFACE;
  const csv = await outputs.create(request.out);
  const raw = rawBase === null ? null : await createRawRecording(rawBase, source, outputs);
  await csv.write(csvHeader(layout));
  const began = performance.now();
  let done = 0;
  let faces = 0;
  progress.start(source.total);
  const rows = extractFeatures(copied(source.frames(), raw), {
    kind: source.kind,
    imageSizeKnown: source.imageSizeKnown,
    sessionId: source.name,
  });
  for await (const row of rows) {
    await csv.write(csvLine(layout, row));
    done++;
    if (row.observation.kind === 'face') faces++;
    progress.advance(done);
  }
  await raw?.finish();
  return { rows: done, faces, seconds: (performance.now() - began) / 1000 };
}

async function* copied(
  frames: AsyncIterable<FaceFrame>,
  raw: RawRecording | null,
): AsyncGenerator<FaceFrame> {
  for await (const frame of frames) {
    await raw?.add(frame);
    yield frame;
  }
}
