import { parseIsoTimestamp } from '../csv/iso-timestamp.ts';
import { shown } from '../csv/row-reader.ts';
import { readTable } from '../csv/table.ts';
import { ABSENCE_REASONS, type AbsenceReason } from '../signals/face-sample.ts';
import type { TimestampMs } from '../units.ts';

const FORMAT = {
  required: ['timestamp', 'absence'],
  words: 'the readings of a session have timestamp and absence',
};

/** Written times are rounded. */
const keyOf = (at: TimestampMs): number => Math.round(at);

/**
 * Reads why there was no face from the readings of a session, as their text arrives; gives the
 * reason at a moment, null where there was a face or nothing is said. Throws CsvError.
 */
export async function readAbsences(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
): Promise<(at: TimestampMs) => AbsenceReason | null> {
  const reasons = new Map<number, AbsenceReason>();
  await readTable(file, chunks, FORMAT, (row) => {
    const word = row.text('absence');
    if (word === '') return;
    const reason = ABSENCE_REASONS.find((known) => known === word);
    if (reason === undefined) {
      throw row.fail('bad_name', 'absence', `${shown(word)} is no reason that is known here.`);
    }
    const time = row.text('timestamp');
    const at = parseIsoTimestamp(time);
    if (at === null) {
      const sentence = `${shown(time)} is not a time like 2025-10-24T09:38:13.710855.`;
      throw row.fail('bad_timestamp', 'timestamp', sentence);
    }
    reasons.set(keyOf(at), reason);
  });
  return (at) => {
    const key = keyOf(at);
    return reasons.get(key) ?? reasons.get(key - 1) ?? reasons.get(key + 1) ?? null;
  };
}
