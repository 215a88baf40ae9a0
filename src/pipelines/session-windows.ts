import { datasetReport, type DatasetReport } from '#core/dataset/dataset-report.ts';
import type { LabelledWindows } from '#core/dataset/labelled-windows.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import type { SplitFile } from '#core/dataset/split-file.ts';
import type { DataSource } from '#core/models/bundle-manifest.ts';
import { readSessions, type ReadSessionsOptions } from './read-sessions.ts';

export interface SessionWindowsOptions extends ReadSessionsOptions {
  /** Told of each session that was read or refused. */
  readonly onSession?: ((done: number, all: number, id: string) => void) | undefined;
}

/** As what `readDataset` gives of files. */
export interface SessionWindows {
  readonly windows: readonly SourcedWindow[];
  readonly sources: readonly DataSource[];
  readonly report: DatasetReport;
  readonly by: SplitFile['by'];
}

const SOURCE_NAME = 'sessions stored in this browser';
const SOURCE_LICENCE = "the students' own recordings";

/**
 * Windows of stored sessions, by their students: the same as of the files that they are exported
 * to. A session that cannot be used is in the report with the reason. Rejects with the reason of
 * `abort`, or where the store cannot be read.
 */
export async function sessionWindows(options: SessionWindowsOptions): Promise<SessionWindows> {
  const { recipe, sha256, sessions } = options;
  const made: LabelledWindows[] = [];
  const problems: string[] = [];
  const unlabelled: string[] = [];
  const hashes: string[] = [];
  let allNamed = true;
  let done = 0;
  for await (const one of readSessions(options)) {
    const { session } = one;
    options.onSession?.(++done, sessions.length, session.id);
    if (one.kind === 'refused') problems.push(one.sentence);
    if (one.kind === 'unlabelled') unlabelled.push(session.id);
    if (one.kind !== 'read') continue;
    const { windows, report, hashes: own } = one.read;
    made.push({ windows, report });
    hashes.push(...own);
    allNamed &&= session.studentId !== '';
  }
  const windows = made.flatMap((one) => one.windows);
  const files = made.map(({ report }) => report);
  const by = allNamed ? 'person' : 'video';
  const report = datasetReport(
    { files, problems, unlabelled, withoutRecording: [], by },
    windows,
    recipe.labels,
  );
  const source: DataSource = {
    name: SOURCE_NAME,
    licence: SOURCE_LICENCE,
    kind: 'sequences',
    sha256: await sha256(new TextEncoder().encode(hashes.sort().join('')).buffer),
    rows: report.totals.rows,
    windows: windows.length,
    persons: personsOf(windows).size,
  };
  return { windows, sources: files.length === 0 ? [] : [source], report, by };
}
