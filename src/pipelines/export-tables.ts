import { csvHeader, csvLine, type CsvLayout } from '#core/csv/csv-layout.ts';
import type { FeatureRow } from '#core/csv/feature-row.ts';
import { type PredictionRow, predictionsLayout } from '#core/csv/predictions.ts';
import { READINGS } from '#core/csv/readings.ts';
import { isSeenEvent, SEEN_EVENTS } from '#core/csv/seen-events.ts';
import { SMART_LMS_BEHAVIOUR } from '#core/csv/smart-lms-behaviour.ts';
import { SMART_LMS_ENGAGEMENT } from '#core/csv/smart-lms-engagement.ts';
import { ATTENTION_LEVELS, LEARNING_STATES } from '#core/models/prediction.ts';
import type { SessionArchive } from '#core/ports.ts';
import { decodeSamples } from '#core/sessions/decode-sample.ts';
import type { KeptFrame, SessionEvent, SessionRecord } from '#core/sessions/records.ts';
import { collectSummary } from '#core/sessions/session-summary-json.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import { elapsed, type TimestampMs } from '#core/units.ts';

/** Where the text of the exports comes from. */
export type ExportSource = Pick<SessionArchive, 'samples' | 'events' | 'frames' | 'frameNames'>;

export interface ExportOptions {
  /** Reading the content rejects with the signal's reason once it is aborted. */
  readonly signal?: AbortSignal;
  /** Called with the count of rows that were just read. */
  readonly onRows?: (rows: number) => void;
}

/** Where kept pictures lie beside the tables. */
const FRAMES_FOLDER = 'captured_frames';

export const framePath = (name: string): string => `${FRAMES_FOLDER}/${name}`;

/** A table's text, one stored chunk at a time: nothing but that chunk is held. */
async function* sampleTable<Row>(
  archive: ExportSource,
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

export const featureTable = (
  archive: ExportSource,
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
const predictionTable = (
  archive: ExportSource,
  session: SessionRecord,
  labels: readonly string[],
  outcomeOf: (sample: StoredSample) => PredictionRow['outcome'],
  options: ExportOptions,
): AsyncGenerator<string> =>
  sampleTable(
    archive,
    session,
    predictionsLayout(labels),
    (sample, row) => ({
      row,
      timestampS: elapsed(session.startedAt, sample.at) / 1000,
      outcome: outcomeOf(sample),
    }),
    options,
  );

export const statesTable = (
  archive: ExportSource,
  session: SessionRecord,
  options: ExportOptions,
): AsyncGenerator<string> =>
  predictionTable(archive, session, LEARNING_STATES, ({ prediction }) => prediction, options);

/** A session of an older format has no attention levels. */
export const levelsTable = (
  archive: ExportSource,
  session: SessionRecord,
  options: ExportOptions,
): AsyncGenerator<string> =>
  predictionTable(
    archive,
    session,
    ATTENTION_LEVELS,
    ({ attention }) => attention ?? { kind: 'abstained', reason: 'not_chosen' },
    options,
  );

export async function* engagementTable(
  archive: ExportSource,
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

/** What is read beside the faces' features. */
export const readingsTable = (
  archive: ExportSource,
  session: SessionRecord,
  options: ExportOptions,
): AsyncGenerator<string> =>
  sampleTable(
    archive,
    session,
    READINGS,
    (sample, index) => ({ frame: index + 1, sessionId: session.id, sample }),
    options,
  );

/** One row per event that `belongs`. */
async function* eventTable<Row>(
  archive: ExportSource,
  session: SessionRecord,
  layout: CsvLayout<Row>,
  belongs: (event: SessionEvent) => boolean,
  toRow: (event: SessionEvent) => Row,
  { signal, onRows }: ExportOptions,
): AsyncGenerator<string> {
  yield csvHeader(layout);
  for await (const event of archive.events(session.id)) {
    signal?.throwIfAborted();
    if (belongs(event)) yield csvLine(layout, toRow(event));
    onRows?.(1);
  }
}

/** What the student, the player and the page did. */
export const behaviourTable = (
  archive: ExportSource,
  session: SessionRecord,
  options: ExportOptions,
): AsyncGenerator<string> =>
  eventTable(
    archive,
    session,
    SMART_LMS_BEHAVIOUR,
    (event) => !isSeenEvent(event),
    (event) => ({ ...session, event }),
    options,
  );

/** What was seen of the student, in order of the ends. */
export const seenEventTable = (
  archive: ExportSource,
  session: SessionRecord,
  options: ExportOptions,
): AsyncGenerator<string> =>
  eventTable(
    archive,
    session,
    SEEN_EVENTS,
    isSeenEvent,
    (event) => ({ ...session, event }),
    options,
  );

export async function* summaryJson(
  archive: ExportSource,
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
