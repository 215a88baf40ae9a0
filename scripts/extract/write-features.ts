import { resolve } from 'node:path';
import { csvHeader, csvLine } from '#core/csv/csv-layout.ts';
import type { CsvLayout } from '#core/csv/csv-layout.ts';
import type { FeatureRow } from '#core/csv/feature-row.ts';
import { OPENFACE, OPENFACE_STILLS } from '#core/csv/openface.ts';
import { SMART_LMS_FEATURES } from '#core/csv/smart-lms-features.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { extractFeatures } from '#pipelines/extract-features.ts';
import type { FrameSource } from './frame-source.ts';
import type { OutputFiles } from './output-files.ts';
import { createRawRecording, rawFiles } from './raw-recording.ts';
import type { RawRecording } from './raw-recording.ts';
import { UserError } from './user-error.ts';

export const LAYOUTS = ['openface', 'smart-lms'] as const;
export type LayoutName = (typeof LAYOUTS)[number];

/** What is to be written of a source. */
export interface WantedOutputs {
  readonly out: string;
  readonly layout: LayoutName;
  /** `NAME.json` of a landmark recording to write as well, or null. */
  readonly raw: string | null;
}

export interface ExtractProgress {
  start(total: number | null): void;
  advance(done: number): void;
  stop(): void;
  /** A sentence to be read by whoever watches. */
  tell(sentence: string): void;
}

export interface Written {
  readonly rows: number;
  readonly faces: number;
  /** From the first frame to the last row. */
  readonly seconds: number;
}

/** Reads a source to its end into `outputs`, which the caller keeps or discards. */
export async function writeFeatures(
  source: FrameSource,
  wanted: WantedOutputs,
  outputs: OutputFiles,
  progress: Pick<ExtractProgress, 'start' | 'advance'>,
): Promise<Written> {
  const rawBase = wanted.raw?.replace(/\.json$/, '') ?? null;
  const written = [wanted.out, ...(rawBase === null ? [] : rawFiles(rawBase))].map((path) =>
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
    wanted.layout === 'smart-lms'
      ? SMART_LMS_FEATURES
      : source.kind === 'stills'
        ? OPENFACE_STILLS
        : OPENFACE;
  const csv = await outputs.create(wanted.out);
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
