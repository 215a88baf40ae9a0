import type { Dataset } from '#core/dataset/dataset.ts';
import { DatasetRefused } from '#core/dataset/dataset-refusal.ts';
import { datasetReport, type DatasetReport, leftOutWords } from '#core/dataset/dataset-report.ts';
import type { FileReport } from '#core/dataset/file-report.ts';
import { named } from '#core/dataset/sided-window.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import type { DataSource } from '#core/models/bundle-manifest.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { type ModelSignal, modelSignal } from '#core/signals/model-signals.ts';
import { ReadHashes } from './read-hashes.ts';
import type { Labels } from './read-labels.ts';
import {
  type FilesPart,
  readRecordings,
  type ReadLabelled,
  type ReadRecordingsOptions,
  recordingCount,
} from './read-recordings.ts';

export const NO_LICENCE = 'not stated';

export interface DatasetProgress {
  readonly done: number;
  readonly all: number;
  /** Which was read. */
  readonly file: string;
  readonly windows: number;
}

export interface ReadPartsOptions extends ReadRecordingsOptions {
  readonly sha256: (bytes: ArrayBuffer) => Promise<string>;
  readonly onProgress?: ((progress: DatasetProgress) => void) | undefined;
}

/** What was read, before it is known whether anything can be learnt from it. */
export interface ReadParts extends Pick<Dataset, 'windows' | 'sources' | 'by'> {
  readonly files: readonly FileReport[];
  readonly problems: readonly string[];
  readonly unlabelled: readonly string[];
  readonly withoutRecording: readonly string[];
}

type ReadWindows = Omit<ReadLabelled, 'usable'>;

/** The signal of a recipe. Throws DatasetRefused for one that is not known here. */
export function signalOf(recipe: Recipe): ModelSignal {
  const signal = modelSignal(recipe.signal);
  if (signal !== null) return signal;
  throw new DatasetRefused(
    `The recipe ${recipe.name} is for the signal ${recipe.signal.name} ${recipe.signal.version}, which is not known here.`,
  );
}

function sourcesOf(
  { name, licence }: FilesPart,
  made: readonly ReadWindows[],
  labels: Labels,
  { sha256, hashed }: ReadPartsOptions,
): Promise<DataSource[]> {
  const kinds = (['stills', 'sequence'] as const).map((kind) => ({
    kind,
    own: made.filter(({ report }) => report.kind === kind && report.refusal === null),
  }));
  return Promise.all(
    kinds
      .filter(({ own }) => own.length > 0)
      .map(async ({ kind, own }): Promise<DataSource> => {
        const hashes = new ReadHashes();
        hashes.take(labels.hashes);
        for (const one of own) hashes.take(one.hashes);
        const windows = own.flatMap((one) => one.windows);
        return {
          name,
          licence,
          kind: kind === 'stills' ? 'stills' : 'sequences',
          sha256: hashed ? await hashes.digest(sha256) : '',
          rows: own.reduce((sum, { report }) => sum + report.rows.rows, 0),
          windows: windows.length,
          persons: personsOf(windows).size,
        };
      }),
  );
}

/** Reads recordings that were found among files into windows, whatever comes of it. */
export async function readParts(options: ReadPartsOptions): Promise<ReadParts> {
  const { parts, labels } = options;
  const all = recordingCount(parts);
  const problems: string[] = parts.flatMap(({ inputs }) => inputs.problems);
  const unlabelled: string[] = [];
  const ofPart = new Map<FilesPart, ReadWindows[]>(parts.map((part) => [part, []]));
  let done = 0;
  for await (const one of readRecordings(options)) {
    if (one.kind === 'refused') problems.push(one.sentence);
    if (one.kind === 'unlabelled') unlabelled.push(one.name);
    // The rows themselves are let go: only the windows are needed from here on.
    if (one.kind === 'read') {
      const { windows, report, hashes, person, knownPersons } = one;
      ofPart.get(one.part)?.push({ windows, report, hashes, person, knownPersons });
    }
    done++;
    const windows = one.kind === 'read' ? one.windows.length : 0;
    options.onProgress?.({ done, all, file: one.name, windows });
  }
  const made = [...ofPart.values()].flat();
  const sources: DataSource[] = [];
  for (const [part, own] of ofPart) sources.push(...(await sourcesOf(part, own, labels, options)));
  return {
    windows: made.flatMap((one) => one.windows),
    sources,
    by: made.every(({ knownPersons }) => knownPersons) ? 'person' : 'video',
    files: made.map(({ report }) => report),
    problems,
    unlabelled,
    withoutRecording: labels.book.unused(),
  };
}

function nothingLeft(report: DatasetReport, rule: string): DatasetRefused {
  const { problems, unlabelled, files, totals } = report;
  const left = leftOutWords(totals.leftOut);
  const strange = files.flatMap(({ strangeClasses }) => strangeClasses);
  const why =
    problems[0] ??
    (strange[0] === undefined
      ? files.length === 0
        ? unlabelled.length === 0
          ? 'No recording was found there.'
          : `Recordings were found (${named(unlabelled)}), and none has a label: name the label files, or the column of labels.`
        : `Of ${totals.rows} rows, ${totals.kept} were kept, and none made a window with a label by the rule "${rule}"${left === '' ? '' : ` (${left})`}.`
      : `The label "${strange[0]}" is none of the recipe's classes: say what it stands for, or name it in the recipe.`);
  return new DatasetRefused(`Nothing of the data can be learnt from. ${why}`);
}

/** A data set of what was read. Throws DatasetRefused, which says why, where nothing is left. */
export function datasetOf(
  { windows, sources, by, ...read }: ReadParts,
  recipe: Recipe,
  official: Labels['official'],
): Dataset {
  const report = datasetReport({ ...read, by }, windows, recipe.labels);
  if (windows.length === 0) throw nothingLeft(report, recipe.labels.kind);
  return { windows, sources, report, by, official };
}
