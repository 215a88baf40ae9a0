import { DEFAULT_FPS, readFeatures } from '../csv/read-features.ts';
import type { Signal } from '../signals/signal.ts';
import { type DurationMs, timestampMs } from '../units.ts';
import type { WindowInput } from '../windows/sliding-window.ts';
import { createRowReporter, rangeFault, type RowReport } from './row-report.ts';

/** What can be used of one file, and what became of its rows. */
export interface UsableSequence {
  readonly kind: 'sequence';
  /** In order of time; a row without a face, and one that was refused, is an absence. */
  readonly inputs: readonly WindowInput[];
  readonly report: RowReport;
}
export interface UsableStills {
  readonly kind: 'stills';
  /** One per row with a face: nothing joins them. */
  readonly rows: readonly Float32Array[];
  readonly report: RowReport;
}

/**
 * Reads a features file of this project or of OpenFace, in canonical units. Rows with values that
 * cannot be become gaps and are reported; what is wrong with the file itself throws CsvError.
 * `maxGap` is the window contract's, `fps` the rate of a sequence without times.
 */
export async function readSequence(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  maxGap: DurationMs,
  fps: number = DEFAULT_FPS,
): Promise<UsableSequence | UsableStills> {
  const refusals: string[] = [];
  const csv = await readFeatures(file, chunks, fps, (error) => {
    refusals.push(error.message);
  });
  const reporter = createRowReporter(file, maxGap);
  const inputs: WindowInput[] = [];
  const stills: Float32Array[] = [];
  for await (const { timestampS, reading } of csv.rows) {
    const capturedAt = timestampS === null ? null : timestampMs(timestampS * 1000);
    if (reading.kind === 'face') {
      reporter.kept(capturedAt);
      if (capturedAt === null) stills.push(reading.features);
      else inputs.push({ kind: 'face', capturedAt, features: reading.features });
    } else {
      const refusal = refusals.pop();
      if (refusal === undefined) reporter.absent(reading.reason);
      else reporter.refused(refusal);
      if (capturedAt !== null) inputs.push({ kind: 'absent', capturedAt, reason: reading.reason });
    }
  }
  const report = reporter.report();
  return csv.timed
    ? { kind: 'sequence', inputs, report }
    : { kind: 'stills', rows: stills, report };
}

/** The same of samples in canonical units that came another way, such as from a recording. */
export function checkedSequence(
  file: string,
  samples: Iterable<WindowInput>,
  signal: Signal,
  maxGap: DurationMs,
): UsableSequence {
  const reporter = createRowReporter(file, maxGap);
  const inputs: WindowInput[] = [];
  let row = 0;
  for (const sample of samples) {
    row++;
    const fault = sample.kind === 'face' ? rangeFault(sample.features, signal) : null;
    if (fault !== null) {
      reporter.refused(`${file}, row ${row}: ${fault}`);
      inputs.push({ kind: 'absent', capturedAt: sample.capturedAt, reason: 'no_face' });
      continue;
    }
    if (sample.kind === 'face') reporter.kept(sample.capturedAt);
    else reporter.absent(sample.reason);
    inputs.push(sample);
  }
  return { kind: 'sequence', inputs, report: reporter.report() };
}
