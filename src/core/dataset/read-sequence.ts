import { DEFAULT_FPS, readFeatures } from '../csv/read-features.ts';
import { FACE_SIGNAL } from '../signals/face-signal.ts';
import type { AbsenceReason, FaceSample } from '../signals/face-sample.ts';
import type { Signal } from '../signals/signal.ts';
import { type DurationMs, timestampMs, type TimestampMs } from '../units.ts';
import type { WindowInput } from '../windows/sliding-window.ts';
import { createRowReporter, rangeFault, type RowReport } from './row-report.ts';

/** What can be used of one file, and what became of its rows. */
export interface UsableSequence {
  readonly kind: 'sequence';
  /**
   * In order of time. A row that was refused is not among them, for it does not say that nobody was
   * there; nor is one without a face of which nothing says why, where that would be evidence.
   */
  readonly inputs: readonly WindowInput[];
  /** Of every row, those that are not among the inputs too. */
  readonly times: readonly TimestampMs[];
  /** When the first row was, where times are counted from it and it is known; else null. */
  readonly startedAt: TimestampMs | null;
  readonly report: RowReport;
}

/** One of a set of pictures that nothing joins; `row` counts from 0. */
export type UsableStill =
  | { readonly kind: 'face'; readonly row: number; readonly features: Float32Array }
  | { readonly kind: 'absent'; readonly row: number; readonly reason: AbsenceReason };

export interface UsableStills {
  readonly kind: 'stills';
  /** Without those that were refused. */
  readonly rows: readonly UsableStill[];
  readonly report: RowReport;
}

export interface ReadSequenceOptions {
  /** The window contract's. */
  readonly maxGap: DurationMs;
  /** Of a sequence without times. */
  readonly fps?: number | undefined;
  /** For signals to which a missing face is data: nothing fills it. */
  readonly absenceIsEvidence?: boolean | undefined;
  /** Why there is no face in a session's log, which only says that there is none; null: not known. */
  readonly reasonAt?: ((at: TimestampMs) => AbsenceReason | null) | undefined;
}

/**
 * Reads a features file of this project or of OpenFace, in canonical units. Rows with values that
 * cannot be become gaps and are reported; what is wrong with the file itself throws CsvError.
 */
export async function readSequence(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  { maxGap, fps = DEFAULT_FPS, absenceIsEvidence = false, reasonAt }: ReadSequenceOptions,
): Promise<UsableSequence | UsableStills> {
  const refusals: string[] = [];
  const csv = await readFeatures(file, chunks, fps, (error) => {
    refusals.push(error.message);
  });
  const reporter = createRowReporter(file, maxGap, absenceIsEvidence);
  const inputs: WindowInput[] = [];
  const times: TimestampMs[] = [];
  const stills: UsableStill[] = [];
  // OpenFace looked at every row that it wrote; a session's log has a row for a pause as well.
  const reasonOf = (written: AbsenceReason, capturedAt: TimestampMs | null) => {
    if (csv.startedAt === null || capturedAt === null) return written;
    const known = reasonAt?.(timestampMs(csv.startedAt + capturedAt)) ?? null;
    return known ?? (absenceIsEvidence ? null : written);
  };
  for await (const { row, timestampS, reading } of csv.rows) {
    const capturedAt = timestampS === null ? null : timestampMs(timestampS * 1000);
    if (capturedAt !== null) times.push(capturedAt);
    const refusal = refusals.pop();
    if (refusal !== undefined) {
      reporter.refused(refusal);
      continue;
    }
    if (reading.kind === 'face') {
      reporter.kept(capturedAt);
      if (capturedAt !== null) inputs.push({ ...reading, capturedAt });
      else stills.push({ ...reading, row });
      continue;
    }
    const reason = reasonOf(reading.reason, capturedAt);
    reporter.absent(reason, capturedAt);
    if (reason === null) continue;
    if (capturedAt !== null) inputs.push({ kind: 'absent', capturedAt, reason });
    else stills.push({ kind: 'absent', row, reason });
  }
  const report = reporter.report();
  return csv.timed
    ? { kind: 'sequence', inputs, times, startedAt: csv.startedAt, report }
    : { kind: 'stills', rows: stills, report };
}

type CheckOptions = Pick<ReadSequenceOptions, 'maxGap' | 'absenceIsEvidence'> & {
  /** What the samples are of; the face's where not given. */
  readonly signal?: Signal;
};

/** The same of samples in canonical units that came another way, such as from a recording. */
export function checkedSequence(
  file: string,
  samples: Iterable<WindowInput>,
  { maxGap, absenceIsEvidence, signal = FACE_SIGNAL }: CheckOptions,
): UsableSequence {
  const reporter = createRowReporter(file, maxGap, absenceIsEvidence);
  const inputs: WindowInput[] = [];
  const times: TimestampMs[] = [];
  for (const sample of samples) {
    times.push(sample.capturedAt);
    const fault = sample.kind === 'face' ? rangeFault(sample.features, signal) : null;
    if (fault !== null) {
      reporter.refused(`${file}, row ${times.length}: ${fault}`);
      continue;
    }
    if (sample.kind === 'face') reporter.kept(sample.capturedAt);
    else reporter.absent(sample.reason, sample.capturedAt);
    inputs.push(sample);
  }
  return { kind: 'sequence', inputs, times, startedAt: null, report: reporter.report() };
}

type StillSample =
  Pick<FaceSample, 'kind' | 'features'> | Omit<Extract<UsableStill, { kind: 'absent' }>, 'row'>;

/** The same of pictures that nothing joins. */
export function checkedStills(
  file: string,
  samples: Iterable<StillSample>,
  { maxGap, absenceIsEvidence, signal = FACE_SIGNAL }: CheckOptions,
): UsableStills {
  const reporter = createRowReporter(file, maxGap, absenceIsEvidence);
  const rows: UsableStill[] = [];
  let row = 0;
  for (const sample of samples) {
    const fault = sample.kind === 'face' ? rangeFault(sample.features, signal) : null;
    if (fault !== null) {
      reporter.refused(`${file}, row ${row + 1}: ${fault}`);
    } else if (sample.kind === 'face') {
      reporter.kept(null);
      rows.push({ kind: 'face', row, features: sample.features });
    } else {
      reporter.absent(sample.reason, null);
      rows.push({ kind: 'absent', row, reason: sample.reason });
    }
    row++;
  }
  return { kind: 'stills', rows, report: reporter.report() };
}
