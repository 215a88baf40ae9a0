/** The journal and the report of a run, as files in the folder of tables. */
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OutputError } from '../output-files.ts';
import { UserError } from '../user-error.ts';
import {
  JOURNAL_FILE,
  journalHead,
  journalLine,
  readJournal,
  type JournalEntry,
} from './journal.ts';
import { REPORT_FILE, reportText, type ReportRow } from './report.ts';

/** The report is written anew no more often than this. */
const REPORT_EVERY_MS = 10_000;

async function replace(file: string, text: string): Promise<void> {
  try {
    await writeFile(`${file}.part`, text);
    await rename(`${file}.part`, file);
  } catch (cause) {
    throw new OutputError(file, cause);
  }
}

/** What earlier runs have done; null where none ever wrote into `out`. Throws UserError. */
export async function earlierRuns(out: string): Promise<ReadonlyMap<string, JournalEntry> | null> {
  const file = join(out, JOURNAL_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new UserError(`${file}: what was done before cannot be read.`, { cause });
  }
  const entries = readJournal(text);
  if (entries === null) {
    throw new UserError(
      `${file}: this is no journal that this version can read; name another folder for --out, or delete it with the tables that it tells of.`,
    );
  }
  return entries;
}

export interface FolderRecord {
  /** A clip's outputs are whole and in their places. Throws OutputError. */
  add(entry: JournalEntry): Promise<void>;
  /** Writes the report where it is due. Throws OutputError. */
  update(rows: () => readonly ReportRow[]): Promise<void>;
  /** Writes the report. Throws OutputError. */
  finish(rows: readonly ReportRow[]): Promise<string>;
}

/** Begins with what is worth keeping of earlier runs. Throws OutputError. */
export async function createFolderRecord(
  out: string,
  kept: Iterable<JournalEntry>,
): Promise<FolderRecord> {
  const journal = join(out, JOURNAL_FILE);
  const report = join(out, REPORT_FILE);
  await replace(journal, journalHead() + Array.from(kept, journalLine).join(''));
  let due = 0;
  let writing: Promise<void> = Promise.resolve();
  const write = (rows: readonly ReportRow[]): Promise<void> => {
    const text = reportText(rows);
    due = performance.now() + REPORT_EVERY_MS;
    writing = writing.catch(() => undefined).then(() => replace(report, text));
    return writing;
  };
  return {
    add: (entry) =>
      appendFile(journal, journalLine(entry)).catch((cause: unknown) => {
        throw new OutputError(journal, cause);
      }),
    update: (rows) => (performance.now() < due ? Promise.resolve() : write(rows())),
    async finish(rows) {
      await write(rows);
      return report;
    },
  };
}
