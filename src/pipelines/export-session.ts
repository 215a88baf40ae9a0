import { csvHeader, csvLine, type CsvLayout } from '#core/csv/csv-layout.ts';
import type { FeatureRow } from '#core/csv/feature-row.ts';
import { OPENFACE } from '#core/csv/openface.ts';
import { predictionsLayout } from '#core/csv/predictions.ts';
import { SMART_LMS_BEHAVIOUR } from '#core/csv/smart-lms-behaviour.ts';
import { SMART_LMS_ENGAGEMENT } from '#core/csv/smart-lms-engagement.ts';
import { SMART_LMS_FEATURES } from '#core/csv/smart-lms-features.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import type { SessionArchive } from '#core/ports.ts';
import { exportFileName } from '#core/sessions/file-names.ts';
import type { KeptFrame, SessionRecord } from '#core/sessions/records.ts';
import { decodeSamples } from '#core/sessions/decode-sample.ts';
import { collectSummary } from '#core/sessions/session-summary-json.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import { elapsed, type TimestampMs } from '#core/units.ts';

export const EXPORT_KINDS = [
  'features',
  'engagement',
  'states',
  'behaviour',
  'openface',
  'summary',
] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** What there is to export of a session: learning states only where they were chosen. */
export const exportKindsOf = ({ mode }: Pick<SessionRecord, 'mode'>): readonly ExportKind[] =>
  EXPORT_KINDS.filter((kind) => kind !== 'states' || mode === 'learning_states');

/** Something to be saved; its content is made while it is read, and can be read once. */
export interface ExportFile {
  readonly name: string;
  readonly mime: string;
  readonly content: AsyncIterable<string | Uint8Array>;
}

export interface ExportOptions {
  /** Reading the content rejects with the signal's reason once it is aborted. */
  readonly signal?: AbortSignal;
  /** Called with the count of rows that were just written. */
  readonly onRows?: (rows: number) => void;
}

/** Where kept pictures lie beside the tables. */
export const FRAMES_FOLDER = 'captured_frames';

type Source = Pick<SessionArchive, 'samples' | 'events' | 'frames' | 'frameNames'>;

/** How many rows an export reads: what `onRows` adds up to. */
export function rowsToExport(session: SessionRecord, kinds: readonly ExportKind[]): number {
  const rows: Record<ExportKind, number> = {
    features: session.sampleCount,
    engagement: session.sampleCount,
    openface: session.sampleCount,
    states: session.sampleCount,
    behaviour: session.eventCount,
    summary: session.sampleCount + session.eventCount,
  };
  return kinds.reduce((total, kind) => total + rows[kind], 0);
}

/** One of the exports. */
export function exportFile(
  archive: Source,
  session: SessionRecord,
  kind: ExportKind,
  options: ExportOptions = {},
): ExportFile {
  const csv = (content: AsyncIterable<string>): ExportFile => ({
    name: exportFileName(kind, session, 'csv'),
    mime: 'text/csv',
    content,
  });
  switch (kind) {
    case 'features':
      return csv(featureTable(archive, session, SMART_LMS_FEATURES, options));
    case 'openface':
      return csv(featureTable(archive, session, OPENFACE, options));
    case 'engagement':
      return csv(engagementTable(archive, session, options));
    case 'states':
      return csv(statesTable(archive, session, options));
    case 'behaviour':
      return csv(behaviourTable(archive, session, options));
    case 'summary':
      return {
        name: exportFileName(kind, session, 'json'),
        mime: 'application/json',
        content: summaryJson(archive, session, options),
      };
  }
}

/** All of them and the kept pictures, one after another, for an archive file. */
export async function* exportEverything(
  archive: Source,
  session: SessionRecord,
  options: ExportOptions = {},
): AsyncGenerator<ExportFile> {
  for (const kind of exportKindsOf(session)) yield exportFile(archive, session, kind, options);
  for await (const { name, jpeg } of archive.frames(session.id)) {
    options.signal?.throwIfAborted();
    yield { name: framePath(name), mime: 'image/jpeg', content: once(jpeg) };
  }
}

const framePath = (name: string): string => `${FRAMES_FOLDER}/${name}`;

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A table's text, one stored chunk at a time: nothing but that chunk is held. */
async function* sampleTable<Row>(
  archive: Source,
  session: SessionRecord,
  layout: CsvLayout<Row>,
  toRow: (sample: StoredSample, index: number) => Row,
  { signal, onRows }: ExportOptions,
): AsyncGenerator<string> {
  yield csvHeader(layout);
  let index = 0;
  for await (const chunk of archive.samples(session.id)) {
    signal?.throwIfAborted();
    let text = '';
    for (const sample of decodeSamples(chunk)) text += csvLine(layout, toRow(sample, index++));
    yield text;
    onRows?.(chunk.rowCount);
  }
}

const featureTable = (
  archive: Source,
  session: SessionRecord,
  layout: CsvLayout<FeatureRow>,
  options: ExportOptions,
): AsyncGenerator<string> =>
  sampleTable(
    archive,
    session,
    layout,
    ({ at, observation, engagement }, index): FeatureRow => ({
      frame: index + 1,
      time: { kind: 'moment', at, elapsed: elapsed(session.startedAt, at) },
      sessionId: session.id,
      lectureId: session.lectureId,
      courseId: session.courseId,
      observation,
      score: engagement.score,
      status: engagement.status,
    }),
    options,
  );

/** As `npm run predict` writes it, one row per sample. */
const statesTable = (
  archive: Source,
  session: SessionRecord,
  options: ExportOptions,
): AsyncGenerator<string> =>
  sampleTable(
    archive,
    session,
    predictionsLayout(LEARNING_STATES),
    ({ at, prediction }, row) => ({
      row,
      timestampS: elapsed(session.startedAt, at) / 1000,
      outcome: prediction,
    }),
    options,
  );

async function* engagementTable(
  archive: Source,
  session: SessionRecord,
  options: ExportOptions,
): AsyncGenerator<string> {
  const { id: sessionId, studentId, lectureId, courseId } = session;
  const pictures = await pictureNames(archive.frameNames(sessionId));
  yield* sampleTable(
    archive,
    session,
    SMART_LMS_ENGAGEMENT,
    ({ at, observation, engagement }) => ({
      at,
      sessionId,
      studentId,
      lectureId,
      courseId,
      framePath: pictures.takenBy(at),
      score: engagement.score,
      status: engagement.status,
      observation,
    }),
    options,
  );
}

async function* behaviourTable(
  archive: Source,
  session: SessionRecord,
  { signal, onRows }: ExportOptions,
): AsyncGenerator<string> {
  yield csvHeader(SMART_LMS_BEHAVIOUR);
  for await (const event of archive.events(session.id)) {
    signal?.throwIfAborted();
    yield csvLine(SMART_LMS_BEHAVIOUR, { ...session, event });
    onRows?.(1);
  }
}

async function* summaryJson(
  archive: Source,
  session: SessionRecord,
  { signal, onRows }: ExportOptions,
): AsyncGenerator<string> {
  const summary = collectSummary(session);
  for await (const chunk of archive.samples(session.id)) {
    signal?.throwIfAborted();
    for (const sample of decodeSamples(chunk)) summary.addSample(sample);
    onRows?.(chunk.rowCount);
  }
  for await (const event of archive.events(session.id)) {
    signal?.throwIfAborted();
    summary.addEvent(event);
    onRows?.(1);
  }
  yield `${JSON.stringify(summary.finish(), null, 2)}\n`;
}

/** Stored times are rounded to float32 within a chunk. */
const SAME_MOMENT_MS = 1;

/**
 * Names of kept pictures (one a second at most, so a few megabytes in eight hours at the very
 * most), each given to the first sample at or after its moment.
 */
async function pictureNames(frames: AsyncIterable<Pick<KeptFrame, 'at' | 'name'>>) {
  const queue: Pick<KeptFrame, 'at' | 'name'>[] = [];
  for await (const { at, name } of frames) queue.push({ at, name });
  let next = 0;
  return {
    takenBy(moment: TimestampMs): string | null {
      const frame = queue[next];
      if (frame === undefined || frame.at > moment + SAME_MOMENT_MS) return null;
      next++;
      return framePath(frame.name);
    },
  };
}
