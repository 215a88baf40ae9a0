import { basename } from 'node:path';
import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import type { Dataset } from '#core/dataset/dataset.ts';
import { DatasetRefused } from '#core/dataset/dataset-refusal.ts';
import type { LabelWords } from '#core/dataset/label-facts.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import {
  type DatasetProgress,
  datasetOf,
  NO_LICENCE,
  readParts,
  signalOf,
} from '#pipelines/dataset/read-dataset.ts';
import { readLabels } from '#pipelines/dataset/read-labels.ts';
import { type FilesPart, isOfOneFile, recordingCount } from '#pipelines/dataset/read-recordings.ts';
import { UserError } from '../extract/user-error.ts';
import { labelContents, listInputs } from './sources/node-contents.ts';

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

const partOf = async ({ path, name, licence }: DataPath): Promise<FilesPart> => ({
  name: name ?? basename(path).replace(/\.(?:json|csv|zip)$/, ''),
  licence: licence ?? NO_LICENCE,
  folder: basename(path),
  inputs: await listInputs(path),
});

async function read(options: DatasetOptions): Promise<Dataset> {
  const { recipe, labelWords = {} } = options;
  const signal = signalOf(recipe);
  const parts: FilesPart[] = [];
  for (const from of options.data) parts.push(await partOf(from));
  const logs = parts.flatMap(({ inputs }) => inputs.engagementLogs);
  const files = await labelContents(options.labels);
  const reading = { rule: recipe.labels, words: labelWords };
  const labels = await readLabels(files, logs, { reading, hashed: true }).catch(
    (cause: unknown) => {
      throw isOfOneFile(cause) ? new UserError(cause.message, { cause }) : cause;
    },
  );
  const all = recordingCount(parts);
  if (labels.frames !== null && all !== 1) {
    throw new UserError(`Labels by frame are of one recording, and there are ${all}: give one.`);
  }
  const shared = { parts, recipe, signal, labels, labelWords, hashed: true, sha256: sha256Hex };
  const { labelColumn, fps, onProgress, abort } = options;
  const found = await readParts({ ...shared, labelColumn, fps, onProgress, abort });
  return datasetOf(found, recipe, labels.official);
}

/**
 * Reads recordings and labels into windows to learn from, one recording after the other. What
 * cannot be read is in the report and does not end the reading; where nothing is left, UserError
 * says why. Wrong label files and paths throw UserError at once; an official split with anybody on
 * two sides throws SplitRefused.
 */
export async function readDataset(options: DatasetOptions): Promise<Dataset> {
  try {
    return await read(options);
  } catch (cause) {
    throw cause instanceof DatasetRefused ? new UserError(cause.message, { cause }) : cause;
  }
}
