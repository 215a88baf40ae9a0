import { CsvError } from '#core/csv/csv-error.ts';
import type { FactsSpan } from '#core/dataset/file-facts.ts';
import type { FrameLabel } from '#core/dataset/frame-labels.ts';
import { LabelsContradict } from '#core/dataset/label-book.ts';
import type { LabelWords } from '#core/dataset/label-facts.ts';
import { type CutWindow, labelling, type LabelledWindows } from '#core/dataset/labelled-windows.ts';
import type { UsableSequence, UsableStills } from '#core/dataset/read-sequence.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { RecordingError } from '#core/recordings/recording-error.ts';
import type { ModelSignal } from '#core/signals/model-signals.ts';
import { inTurns, turns } from '../in-turns.ts';
import { ReadHashes } from './read-hashes.ts';
import { type InputContext, readInput } from './read-input.ts';
import type { Labels } from './read-labels.ts';
import type { Input, Inputs } from './sort-contents.ts';

/** Files that came together, such as those of a folder. */
export interface FilesPart {
  /** As the bundle's manifest and card call it. */
  readonly name: string;
  readonly licence: string;
  /** Put before the names of its recordings, where several parts have some. */
  readonly folder: string;
  readonly inputs: Inputs;
  /** Labels by frame of its one recording, where they lie among the files. */
  readonly frames?: readonly FrameLabel[] | null;
  /** What a recording is called in the source of its windows; its name in messages if not given. */
  readonly keyOf?: (name: string) => string;
}

export interface ReadRecordingsOptions {
  readonly parts: readonly FilesPart[];
  readonly recipe: Recipe;
  readonly signal: ModelSignal;
  readonly labels: Labels;
  readonly labelWords: LabelWords;
  readonly labelColumn?: string | undefined;
  readonly fps?: number | undefined;
  /** What somebody said of a recording, by its key; null where nobody did. */
  readonly spansOf?: ((key: string) => readonly FactsSpan[] | null) | undefined;
  /** Reads what has no label as well, and tells its windows. */
  readonly onUnlabelled?: ((window: CutWindow, key: string) => void) | undefined;
  /** Off where nobody asks what was read. */
  readonly hashed: boolean;
  readonly abort?: AbortSignal | undefined;
}

/** What became of one recording. */
export type RecordingRead = {
  readonly part: FilesPart;
  /** As it is called in messages. */
  readonly name: string;
  readonly key: string;
} & (
  | ({ readonly kind: 'read' } & ReadLabelled)
  /** Nothing is said of it; `windows` of it were told where that was asked for. */
  | { readonly kind: 'unlabelled'; readonly read: ReadLabelled | null }
  | { readonly kind: 'refused'; readonly sentence: string }
);

export interface ReadLabelled extends LabelledWindows {
  readonly usable: UsableSequence | UsableStills;
  readonly hashes: ReadHashes;
  /** Of each row where there are several; by the recording's name where nobody is named. */
  readonly person: string | readonly string[];
  readonly knownPersons: boolean;
}

/** Faults of one file, which do not end the reading of others. */
export const isOfOneFile = (cause: unknown): cause is Error =>
  cause instanceof CsvError ||
  cause instanceof RecordingError ||
  cause instanceof LabelsContradict ||
  // The file system's, and the browser's where a file cannot be read any more.
  (cause instanceof Error && ('syscall' in cause || cause.name === 'NotReadableError'));

async function readOne(
  input: Input,
  name: string,
  key: string,
  part: FilesPart,
  options: ReadRecordingsOptions,
): Promise<RecordingRead> {
  const { recipe, signal, labels, labelWords, onUnlabelled, abort } = options;
  const hashes = new ReadHashes();
  const context: InputContext = {
    recipe,
    signal,
    labels: { ...labels, frames: part.frames ?? labels.frames },
    reading: { rule: recipe.labels, words: labelWords },
    labelColumn: options.labelColumn ?? null,
    fps: options.fps,
    hashes: options.hashed ? hashes : null,
    readings: part.inputs.readings,
    spans: options.spansOf?.(key) ?? null,
    unlabelledToo: onUnlabelled !== undefined,
  };
  const read = await readInput(input, name, context);
  if (read === null) return { kind: 'unlabelled', part, name, key, read: null };
  // Whoever is not known goes by the recording: its frames never come apart.
  const { person } = read;
  const knownPersons =
    typeof person === 'string' || (person !== null && person.every((one) => one !== null));
  const persons =
    person === null || typeof person === 'string'
      ? (person ?? name)
      : person.map((one) => one ?? name);
  const steps = labelling({
    ...read,
    person: persons,
    recording: key,
    onUnlabelled:
      onUnlabelled &&
      ((window) => {
        onUnlabelled(window, key);
      }),
  });
  const made = await inTurns(steps, turns(abort));
  const all = { ...made, usable: read.usable, hashes, person: persons, knownPersons };
  return read.labelled
    ? { kind: 'read', part, name, key, ...all }
    : { kind: 'unlabelled', part, name, key, read: all };
}

/** How many recordings there are to read. */
export const recordingCount = (parts: readonly FilesPart[]): number =>
  parts.reduce((sum, { inputs }) => sum + inputs.recordings.length, 0);

/**
 * Reads one recording after the other, in their order; what is wrong with one does not end the
 * reading. Rejects with the reason of `abort`.
 */
export async function* readRecordings(
  options: ReadRecordingsOptions,
): AsyncGenerator<RecordingRead> {
  for (const part of options.parts) {
    const { recordings } = part.inputs;
    const isOneOfMany = options.parts.length > 1 && recordings.length > 1;
    for (const input of recordings) {
      options.abort?.throwIfAborted();
      const name = isOneOfMany ? `${part.folder}/${input.name}` : input.name;
      const key = part.keyOf?.(input.name) ?? name;
      try {
        yield await readOne(input, name, key, part, options);
      } catch (cause) {
        if (!isOfOneFile(cause)) throw cause;
        yield { kind: 'refused', part, name, key, sentence: cause.message };
      }
    }
  }
}
