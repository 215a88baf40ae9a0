import type { Content } from '#core/dataset/content.ts';
import { readFeatures } from '#core/csv/read-features.ts';
import { extentOf, type FrameValues } from '#core/lab/labels/curves.ts';
import type { CurveHead, CurveName, RecordingView } from '#core/lab/labels/recording-view.ts';
import { recordingKey } from '#core/lab/recording-key.ts';
import type { SessionArchive } from '#core/ports.ts';
import type { SampleChunk, SessionRecord } from '#core/sessions/records.ts';
import { COLUMN, SAMPLE_COLUMN_COUNT } from '#core/sessions/sample-layout.ts';
import { FACE_FEATURE_COUNT, FACE_FEATURES } from '#core/signals/face-signal.ts';
import type { TimestampMs } from '#core/units.ts';

/** What is held of each frame, in this order. */
export const FRAME_CURVES = ['score', 'face', ...FACE_FEATURES] as const satisfies CurveName[];
const WIDTH = FRAME_CURVES.length;
const FIRST_FEATURE = FRAME_CURVES.indexOf('AU01');

/** A recording read whole, for a timeline. */
export interface RecordingFrames {
  readonly view: RecordingView;
  readonly values: FrameValues;
}

/** A recording that has no timeline; the message is a sentence. */
export class RecordingRefused extends Error {
  override readonly name = 'RecordingRefused';
}

/** Rows one after another, in room that doubles. */
class FrameRows {
  #rows = new Float32Array(WIDTH * 4096);
  #lecture = new Float32Array(4096);
  readonly #times: number[] = [];
  #knowsLecture = false;

  /** A row of NaN for the caller to fill. */
  add(time: number, lectureTime: number): Float32Array {
    const row = this.#times.length;
    if (row === this.#lecture.length) {
      this.#rows = grown(this.#rows);
      this.#lecture = grown(this.#lecture);
    }
    this.#times.push(time);
    this.#lecture[row] = lectureTime;
    this.#knowsLecture ||= !Number.isNaN(lectureTime);
    return this.#rows.subarray(row * WIDTH, (row + 1) * WIDTH).fill(Number.NaN);
  }

  finish(head: Omit<RecordingView, 'times' | 'lecture' | 'curves'>): RecordingFrames {
    const times = Float64Array.from(this.#times);
    const values = { times, rows: this.#rows.slice(0, times.length * WIDTH), width: WIDTH };
    const lecture = this.#knowsLecture ? this.#lecture.slice(0, times.length) : null;
    return { view: { ...head, times, lecture, curves: curvesOf(values) }, values };
  }
}

const grown = (before: Float32Array): Float32Array<ArrayBuffer> => {
  const after = new Float32Array(before.length * 2);
  after.set(before);
  return after;
};

const curvesOf = (values: FrameValues): readonly CurveHead[] =>
  FRAME_CURVES.flatMap((name, column) => {
    const extent = extentOf(values, column);
    return extent === null ? [] : [{ name, low: extent[0], high: extent[1] }];
  });

/** Straight from a chunk's rows: a long session has a million of them. */
function addChunk(frames: FrameRows, { startedAt, rowCount, rows }: SampleChunk): void {
  for (let sample = 0; sample < rowCount; sample++) {
    const row = rows.subarray(sample * SAMPLE_COLUMN_COUNT, (sample + 1) * SAMPLE_COLUMN_COUNT);
    const value = (column: number): number => row[column] as number;
    const into = frames.add(startedAt + value(COLUMN.offset_ms), value(COLUMN.lecture_time_s));
    const isFace = value(COLUMN.absence) === 0;
    into[0] = value(COLUMN.engagement_score);
    into[1] = isFace ? 1 : 0;
    if (isFace)
      into.set(row.subarray(COLUMN.AU01, COLUMN.AU01 + FACE_FEATURE_COUNT), FIRST_FEATURE);
  }
}

/** A stored session. Rejects with RecordingRefused for one without samples, or as the archive does. */
export async function sessionFrames(
  archive: Pick<SessionArchive, 'samples'>,
  session: Pick<SessionRecord, 'id' | 'lectureId' | 'studentId' | 'startedAt'>,
): Promise<RecordingFrames> {
  const frames = new FrameRows();
  for await (const chunk of archive.samples(session.id)) addChunk(frames, chunk);
  const read = frames.finish({
    recording: recordingKey({ kind: 'session', sessionId: session.id }),
    name: sessionName(session),
    kind: 'session',
    startedAt: session.startedAt,
  });
  if (read.view.times.length > 0) return read;
  throw new RecordingRefused(
    'Nothing was recorded of the student in this session, so there is nothing to label.',
  );
}

export const sessionName = ({
  lectureId,
  studentId,
}: Pick<SessionRecord, 'lectureId' | 'studentId'>): string =>
  studentId === '' ? lectureId : `${lectureId}, ${studentId}`;

/** A features file of a source. Rejects with CsvError, or RecordingRefused for a set of stills. */
export async function fileFrames(sourceId: string, content: Content): Promise<RecordingFrames> {
  // What a row cannot say is a gap here; the Data page tells of it.
  const csv = await readFeatures(content.name, content.text(), undefined, () => undefined);
  if (!csv.timed) {
    throw new RecordingRefused(
      `${content.name} is a set of still pictures, which have no time: label them with a table of labels.`,
    );
  }
  const frames = new FrameRows();
  for await (const { timestampS, reading } of csv.rows) {
    const into = frames.add((timestampS ?? 0) * 1000, Number.NaN);
    into[1] = reading.kind === 'face' ? 1 : 0;
    if (reading.kind === 'face') into.set(reading.features, FIRST_FEATURE);
  }
  return frames.finish({
    recording: recordingKey({ kind: 'file', sourceId, name: content.name }),
    name: content.name,
    kind: 'file',
    startedAt: csv.startedAt,
  });
}

/** How long a features file lasts, by its first and last rows alone; null where they do not tell. */
export async function lengthOfFile(
  content: Content,
): Promise<{ readonly startedAt: TimestampMs | null; readonly lengthMs: number } | null> {
  const size = await content.size();
  const decoder = new TextDecoder();
  const head = decoder.decode(await content.bytes(0, Math.min(size, END_BYTES)));
  const tail = decoder.decode(await content.bytes(Math.max(0, size - END_BYTES), size));
  const [header = '', first = '', second = ''] = head.split('\n', 3);
  const last = tail.trimEnd().split('\n').at(-1) ?? '';
  const whole = head.split('\n').length > 3;
  const lines = [
    header,
    first,
    ...(whole ? [second] : []),
    ...(last === first || last === second ? [] : [last]),
  ];
  try {
    const csv = await readFeatures(content.name, [lines.join('\n')], undefined, () => undefined);
    if (!csv.timed || csv.assumedFps !== null) return null;
    let [from, to] = [Number.NaN, Number.NaN];
    for await (const { timestampS } of csv.rows) {
      to = timestampS ?? Number.NaN;
      if (Number.isNaN(from)) from = to;
    }
    return to > from ? { startedAt: csv.startedAt, lengthMs: (to - from) * 1000 } : null;
  } catch {
    // Whatever is wrong with it is told with its place when it is opened, or surveyed.
    return null;
  }
}

const END_BYTES = 16 * 1024;
