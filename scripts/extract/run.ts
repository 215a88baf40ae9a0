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
import { UserError } from './user-error.ts';

export const LAYOUTS = ['openface', 'smart-lms'] as const;
export type LayoutName = (typeof LAYOUTS)[number];

export interface ExtractRequest {
  readonly input: string;
  readonly out: string;
  readonly layout: LayoutName;
  /** `NAME.json` of a landmark recording to write as well, or null. */
  readonly raw: string | null;
}

export interface ExtractProgress {
  start(total: number | null): void;
  advance(done: number): void;
  stop(): void;
}

export interface ExtractResult {
  readonly rows: number;
  readonly faces: number;
}

/** Reads the input into features, one row per frame. On any error no output is left behind. */
export async function runExtract(
  request: ExtractRequest,
  progress: ExtractProgress,
): Promise<ExtractResult> {
  const source = await openSource(request.input);
  const rawBase = request.raw?.replace(/\.json$/, '') ?? null;
  const written = [request.out, ...(rawBase === null ? [] : rawFiles(rawBase))].map((path) =>
    resolve(path),
  );
  const read = source.files.map((path) => resolve(path));
  const clash = written.find((path, i) => read.includes(path) || written.indexOf(path) !== i);
  if (clash !== undefined) {
    throw new UserError(`${clash}: this is read or written already; choose another name.`);
  }
  const layout: CsvLayout<FeatureRow> =
    request.layout === 'smart-lms'
      ? SMART_LMS_FEATURES
      : source.kind === 'stills'
        ? OPENFACE_STILLS
        : OPENFACE;

  const outputs = new OutputFiles();
  const discard = (): void => {
    void outputs.discard().finally(() => process.exit(130));
  };
  process.once('SIGINT', discard);
  try {
    const csv = await outputs.create(request.out);
    const raw = rawBase === null ? null : await createRawRecording(rawBase, source, outputs);
    await csv.write(csvHeader(layout));
    const result = { rows: 0, faces: 0 };
    progress.start(source.total);
    const rows = extractFeatures(copied(source.frames(), raw), {
      kind: source.kind,
      imageSizeKnown: source.imageSizeKnown,
      sessionId: source.name,
    });
    for await (const row of rows) {
      await csv.write(csvLine(layout, row));
      result.rows++;
      if (row.observation.kind === 'face') result.faces++;
      progress.advance(result.rows);
    }
    await raw?.finish();
    await outputs.keep();
    return result;
  } catch (error) {
    await outputs.discard();
    throw error;
  } finally {
    progress.stop();
    process.off('SIGINT', discard);
  }
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
