import type { AbsenceReason } from '../signals/face-sample.ts';
import type { Signal } from '../signals/signal.ts';
import { type DurationMs, elapsed, type TimestampMs } from '../units.ts';

/** What became of one file's rows. */
export interface RowReport {
  readonly file: string;
  readonly rows: number;
  /** With a face and every value in its range. */
  readonly kept: number;
  /** Without a face. */
  readonly absent: number;
  readonly refused: number;
  /** Of the rows without a face, those of which nothing says why: a gap to every signal. */
  readonly unexplained: number;
  /** Of the absent and the refused, those that resampling bridges. */
  readonly filled: number;
  /** The first refusals, each a sentence with its place. */
  readonly firstRefusals: readonly string[];
}

export interface RowReporter {
  kept(at: TimestampMs | null): void;
  /** `reason` null: nothing says whether anybody was looked for. */
  absent(reason: AbsenceReason | null, at: TimestampMs | null): void;
  refused(sentence: string): void;
  report(): RowReport;
}

const NAMED_REFUSALS = 5;

/**
 * Counts rows in their order. Of stills (`at` null) nothing is filled. `absenceIsEvidence`: a row
 * without a face is data of the signal, which nothing need fill.
 */
export function createRowReporter(
  file: string,
  maxGap: DurationMs,
  absenceIsEvidence = false,
): RowReporter {
  let [kept, absent, refused, unexplained, filled] = [0, 0, 0, 0, 0];
  let missing = 0;
  let lastKept: TimestampMs | null = null;
  const firstRefusals: string[] = [];
  const isData = (at: TimestampMs | null): void => {
    if (at !== null && lastKept !== null && elapsed(lastKept, at) <= maxGap) filled += missing;
    missing = 0;
    lastKept = at;
  };
  return {
    kept(at) {
      kept++;
      isData(at);
    },
    absent(reason, at) {
      absent++;
      if (reason === null) unexplained++;
      if (absenceIsEvidence && reason === 'no_face') {
        isData(at);
        return;
      }
      // Windows bridge nothing but a missed face.
      if (reason !== 'no_face' && reason !== null) lastKept = null;
      missing++;
    },
    refused(sentence) {
      refused++;
      missing++;
      if (firstRefusals.length < NAMED_REFUSALS) firstRefusals.push(sentence);
    },
    report: () => ({
      file,
      rows: kept + absent + refused,
      kept,
      absent,
      refused,
      unexplained,
      filled,
      firstRefusals: [...firstRefusals],
    }),
  };
}

/**
 * Why a row in canonical units cannot be: the first feature that is not finite or outside its
 * signal's range (action units 0..5, gaze x and pose ±180°, gaze y ±90°), in words; else null.
 */
export function rangeFault(features: Float32Array, signal: Signal): string | null {
  if (features.length !== signal.features.length) {
    return `a row has ${signal.features.length} features, this one ${features.length}.`;
  }
  for (const [index, { name, unit, min, max }] of signal.features.entries()) {
    const value = features[index] as number;
    if (value >= min && value <= max) continue;
    if (!Number.isFinite(value)) return `${name} is not a number.`;
    const shown = Number(value.toFixed(4));
    return unit === 'rad'
      ? `${name} is ${shown} radians, outside ±${Math.round((max * 180) / Math.PI)}°: were they degrees?`
      : `${name} is ${shown}, outside ${min} to ${max}.`;
  }
  return null;
}
