import { basename } from 'node:path';
import { CsvError } from '#core/csv/csv-error.ts';
import type { Dataset } from '#core/dataset/dataset.ts';
import { datasetReport, type DatasetReport, leftOutWords } from '#core/dataset/dataset-report.ts';
import type { FileReport } from '#core/dataset/file-report.ts';
import { LabelsContradict } from '#core/dataset/label-book.ts';
import type { LabelWords } from '#core/dataset/label-facts.ts';
import { labelledWindows } from '#core/dataset/labelled-windows.ts';
import { named, type SourcedWindow } from '#core/dataset/sided-window.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import type { DataSource } from '#core/models/bundle-manifest.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { RecordingError } from '#core/recordings/recording-error.ts';
import { modelSignal } from '#core/signals/model-signals.ts';
import { UserError } from '../extract/user-error.ts';
import { ReadHashes } from './sources/content.ts';
import { type Input, type Inputs, listInputs } from './sources/list-inputs.ts';
import { type InputContext, readInput, type ReadInput } from './sources/read-input.ts';
import { type Labels, readLabels } from './sources/read-labels.ts';

/** A features CSV, a landmark recording, a zipped session, or a folder of any of them. */
export interface DataPath {
  readonly path: string;
  /** As the bundle's manifest and card call it; the path's last part where not given. */
  readonly name?: string;
  readonly licence?: string;
}

export interface DatasetOptions {
  readonly recipe: Recipe;
  readonly data: readonly DataPath[];
  /** Files of labels; see docs/DATASETS.md for their formats. */
  readonly labels: readonly string[];
  /** Column of a landmark recording's own CSV that has the label. */
  readonly labelColumn?: string | undefined;
  /** What words of the data stand for among the recipe's classes. */
  readonly labelWords?: LabelWords | undefined;
  /** Frames a second of sequences without times. */
  readonly fps?: number | undefined;
  readonly onProgress?: ((progress: DatasetProgress) => void) | undefined;
  readonly abort?: AbortSignal | undefined;
}

export interface DatasetProgress {
  readonly done: number;
  readonly all: number;
  /** Which was read. */
  readonly file: string;
  readonly windows: number;
}

export const NO_LICENCE = 'not stated';

/** What was made of one recording. */
interface Made {
  readonly windows: readonly SourcedWindow[];
  readonly report: FileReport;
  readonly hashes: ReadHashes;
  readonly knownPersons: boolean;
}

/** Whoever is not known goes by the recording: its frames never come apart. */
function madeOf(read: ReadInput, hashes: ReadHashes): Made {
  const { person, file } = read;
  const known =
    typeof person === 'string' || (person !== null && person.every((name) => name !== null));
  const named =
    person === null || typeof person === 'string'
      ? (person ?? file)
      : person.map((name) => name ?? file);
  return { ...labelledWindows({ ...read, person: named }), hashes, knownPersons: known };
}

function sourcesOf({ path, name, licence }: DataPath, made: readonly Made[], labels: Labels) {
  return (['stills', 'sequence'] as const).flatMap((kind): DataSource[] => {
    const own = made.filter(({ report }) => report.kind === kind && report.refusal === null);
    if (own.length === 0) return [];
    const hashes = new ReadHashes();
    hashes.take(labels.hashes);
    for (const one of own) hashes.take(one.hashes);
    const windows = own.flatMap((one) => one.windows);
    return [
      {
        name: name ?? basename(path).replace(/\.(?:json|csv|zip)$/, ''),
        licence: licence ?? NO_LICENCE,
        kind: kind === 'stills' ? 'stills' : 'sequences',
        sha256: hashes.digest(),
        rows: own.reduce((sum, { report }) => sum + report.rows.rows, 0),
        windows: windows.length,
        persons: personsOf(windows).size,
      },
    ];
  });
}

const isOfOneFile = (cause: unknown): cause is Error =>
  cause instanceof CsvError ||
  cause instanceof RecordingError ||
  cause instanceof LabelsContradict ||
  (cause instanceof Error && 'syscall' in cause);

function nothingLeft(report: DatasetReport, rule: string): UserError {
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
  return new UserError(`Nothing of the data can be learnt from. ${why}`);
}

/**
 * Reads recordings and labels into windows to learn from, one recording after the other. What
 * cannot be read is in the report and does not end the reading; where nothing is left, UserError
 * says why. Wrong label files and paths throw UserError at once; an official split with anybody on
 * two sides throws SplitRefused.
 */
export async function readDataset(options: DatasetOptions): Promise<Dataset> {
  const { recipe, data, abort } = options;
  const signal = modelSignal(recipe.signal);
  if (signal === null) {
    throw new UserError(
      `The recipe ${recipe.name} is for the signal ${recipe.signal.name} ${recipe.signal.version}, which is not known here.`,
    );
  }
  const found: { readonly from: DataPath; readonly inputs: Inputs }[] = [];
  for (const from of data) found.push({ from, inputs: await listInputs(from.path) });
  const reading = { rule: recipe.labels, words: options.labelWords ?? {} };
  const logs = found.flatMap(({ inputs }) => inputs.engagementLogs);
  const labels = await readLabels(options.labels, logs, reading).catch((cause: unknown) => {
    throw isOfOneFile(cause) ? new UserError(cause.message, { cause }) : cause;
  });
  const all = found.reduce((sum, { inputs }) => sum + inputs.recordings.length, 0);
  if (labels.frames !== null && all !== 1) {
    throw new UserError(`Labels by frame are of one recording, and there are ${all}: give one.`);
  }
  const problems: string[] = [];
  const unlabelled: string[] = [];
  const sources: DataSource[] = [];
  const made: Made[] = [];
  let done = 0;

  const readOne = async (
    input: Input,
    name: string,
    { readings }: Inputs,
  ): Promise<Made | null> => {
    const hashes = new ReadHashes();
    const labelColumn = options.labelColumn ?? null;
    const { fps } = options;
    const context: InputContext = {
      recipe,
      signal,
      labels,
      reading,
      labelColumn,
      fps,
      hashes,
      readings,
    };
    try {
      const read = await readInput(input, name, context);
      if (read !== null) return madeOf(read, hashes);
      unlabelled.push(name);
    } catch (cause) {
      if (!isOfOneFile(cause)) throw cause;
      problems.push(cause.message);
    }
    return null;
  };

  for (const { from, inputs } of found) {
    const own: Made[] = [];
    for (const input of inputs.recordings) {
      abort?.throwIfAborted();
      const inside = input.kind === 'features' ? input.content.name : input.name;
      const name =
        data.length > 1 && inputs.recordings.length > 1
          ? `${basename(from.path)}/${inside}`
          : inside;
      const one = await readOne(input, name, inputs);
      if (one !== null) own.push(one);
      done++;
      options.onProgress?.({ done, all, file: name, windows: one?.windows.length ?? 0 });
    }
    sources.push(...sourcesOf(from, own, labels));
    made.push(...own);
  }
  const windows = made.flatMap((one) => one.windows);
  const by = made.every(({ knownPersons }) => knownPersons) ? 'person' : 'video';
  const files = made.map(({ report }) => report);
  const withoutRecording = labels.book.unused();
  const report = datasetReport(
    { files, problems, unlabelled, withoutRecording, by },
    windows,
    recipe.labels,
  );
  if (windows.length === 0) throw nothingLeft(report, recipe.labels.kind);
  return { windows, sources, report, by, official: labels.official };
}
