import { LIVE_MODELS, type LiveModel, type Prediction } from '#core/models/prediction.ts';
import type { SampleChunk } from '#core/sessions/records.ts';
import { SAMPLE_COLUMN_COUNT } from '#core/sessions/sample-layout.ts';
import { encodePrediction, encodeSample } from '#core/sessions/encode-sample.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import { durationMs, elapsed, type TimestampMs } from '#core/units.ts';

/** A chunk is closed after this, as soon as no row of it waits for the model any more … */
const SPAN = durationMs(700);
/** … and at the latest after this: one tick (250 ms) later, it is at most a second old. */
const LATEST = durationMs(750);
const MOST_ROWS = 128;

/** What every chunk carries of the session up to it. */
export type SessionSoFar = Pick<SampleChunk, 'meanScore' | 'reliabilityWeight'>;

/** Of each model the number of the window whose prediction a row will get; null: it has its own. */
export type Awaited = Readonly<Record<LiveModel, number | null>>;

export interface SampleChunks {
  add(sample: StoredSample, awaits: Awaited): void;
  /** Fills the rows that wait for the model's window `number`; too late for those already taken. */
  settle(model: LiveModel, number: number, prediction: Prediction): void;
  /**
   * The open chunk where it is due at `now`, or where `force` wants it; else null. `soFar` is
   * asked for the session's figures up to here.
   */
  take(now: TimestampMs, soFar: () => SessionSoFar, force?: boolean): SampleChunk | null;
  /** Rows added so far. */
  readonly total: number;
}

/** Gathers rows into numbered chunks of about a second. */
export function createSampleChunks(sessionId: string): SampleChunks {
  const rows = new Float32Array(MOST_ROWS * SAMPLE_COLUMN_COUNT);
  let startedAt: TimestampMs | null = null;
  let awaited: Record<LiveModel, number | null>[] = [];
  let sequence = 0;
  let total = 0;

  const isDue = (from: TimestampMs, now: TimestampMs): boolean => {
    const age = elapsed(from, now);
    const complete = awaited.every((row) => LIVE_MODELS.every((model) => row[model] === null));
    return age >= LATEST || awaited.length >= MOST_ROWS || (age >= SPAN && complete);
  };

  return {
    get total() {
      return total;
    },
    add(sample, awaits) {
      if (awaited.length >= MOST_ROWS) throw new RangeError('the open chunk was not taken in time');
      startedAt ??= sample.at;
      encodeSample(sample, startedAt, rows, awaited.length);
      awaited.push({ ...awaits });
      total++;
    },
    settle(model, number, prediction) {
      for (const [index, awaits] of awaited.entries()) {
        if (awaits[model] !== number) continue;
        encodePrediction(model, prediction, rows, index);
        awaits[model] = null;
      }
    },
    take(now, soFar, force = false) {
      if (startedAt === null || !(force || isDue(startedAt, now))) return null;
      const rowCount = awaited.length;
      const chunk: SampleChunk = {
        ...soFar(),
        sessionId,
        sequence: sequence++,
        startedAt,
        rowCount,
        rows: rows.slice(0, rowCount * SAMPLE_COLUMN_COUNT),
      };
      startedAt = null;
      awaited = [];
      return chunk;
    },
  };
}
