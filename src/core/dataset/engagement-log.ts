import { parseIsoTimestamp } from '../csv/iso-timestamp.ts';
import { shown } from '../csv/row-reader.ts';
import { readTable } from '../csv/table.ts';
import type { FactsAt } from './file-facts.ts';
import { readStatus } from './label-facts.ts';

/** What an engagement log says of its session; times are of the clock, in their order. */
export interface LoggedStatuses {
  /** null where it is not named, or several are. */
  readonly person: string | null;
  readonly moments: readonly FactsAt[];
}

const FORMAT = {
  required: ['timestamp', 'student_id', 'status'],
  words: 'an engagement log has timestamp, student_id and status',
};

/** Reads the statuses of an engagement log as its text arrives. Throws CsvError. */
export async function readEngagementLog(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
): Promise<LoggedStatuses> {
  const students = new Set<string>();
  const rows = await readTable(file, chunks, FORMAT, (row): FactsAt | null => {
    const cell = row.text('timestamp');
    const at = parseIsoTimestamp(cell);
    if (at === null) {
      const sentence = `${shown(cell)} is not a time like 2025-10-24T09:38:13.710855.`;
      throw row.fail('bad_timestamp', 'timestamp', sentence);
    }
    students.add(row.text('student_id'));
    const facts = readStatus(row, 'status', {});
    return facts === null ? null : { at, facts };
  });
  const [student = ''] = students;
  return {
    person: students.size === 1 && student !== '' ? student : null,
    moments: rows.flatMap((row) => row ?? []).sort((one, other) => one.at - other.at),
  };
}
