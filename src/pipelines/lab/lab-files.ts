import { DatasetRefused } from '#core/dataset/dataset-refusal.ts';
import { readFrameLabels, type FrameLabel } from '#core/dataset/frame-labels.ts';
import type { LabelReading } from '#core/dataset/label-facts.ts';
import { LabelsContradict } from '#core/dataset/label-book.ts';
import type { LabSource } from '#core/lab/lab-source.ts';
import type { LabFileStore } from '#core/lab/lab-stores.ts';
import { recordingKey } from '#core/lab/recording-key.ts';
import { NO_LICENCE } from '../dataset/read-dataset.ts';
import { type Labels, readLabels } from '../dataset/read-labels.ts';
import { type FilesPart, isOfOneFile } from '../dataset/read-recordings.ts';
import { type Inputs, sortContents, type SortPorts } from '../dataset/sort-contents.ts';

export type FilesOfSource = Exclude<LabSource, { kind: 'sessions' }>;

export interface SortedSource {
  readonly source: FilesOfSource;
  readonly inputs: Inputs;
}

/** The files of a source, by what they are. */
export const sortedSource = async (
  source: FilesOfSource,
  files: Pick<LabFileStore, 'contents'>,
  ports: SortPorts,
): Promise<SortedSource> => ({
  source,
  inputs: await sortContents(await files.contents(source.id), ports),
});

export interface LabLabels {
  readonly labels: Labels;
  /** Of label files that were left out, a sentence each. */
  readonly problems: readonly string[];
}

/**
 * The label files of all sources together: a table may lie in another source than what it labels.
 * One that cannot be read is left out and told. Throws DatasetRefused where they contradict.
 */
export async function labelsOfSources(
  sorted: readonly SortedSource[],
  reading: LabelReading,
  hashed: boolean,
): Promise<LabLabels> {
  const problems: string[] = [];
  const onRefused = (error: unknown): void => {
    if (!isOfOneFile(error) && !(error instanceof DatasetRefused)) throw error;
    problems.push(error.message);
  };
  const files = sorted.flatMap(({ inputs }) => inputs.labels);
  const logs = sorted.flatMap(({ inputs }) => inputs.engagementLogs);
  try {
    return { labels: await readLabels(files, logs, { reading, onRefused, hashed }), problems };
  } catch (cause) {
    throw cause instanceof LabelsContradict ? new DatasetRefused(cause.message, { cause }) : cause;
  }
}

/** What a source's labels by frame say of its one recording, and what cannot be said. */
async function framesOf(
  { recordings, frameLabels }: Inputs,
  reading: LabelReading,
): Promise<{ readonly frames: readonly FrameLabel[] | null; readonly problems: string[] }> {
  const [file, more] = frameLabels;
  if (file === undefined) return { frames: null, problems: [] };
  if (more !== undefined || recordings.length !== 1) {
    const sentence = `${file.name}: labels by frame are of one recording, and here are ${recordings.length} with ${frameLabels.length} such ${more === undefined ? 'file' : 'files'}; bring them in on the recording's own page, under Labels.`;
    return { frames: null, problems: [sentence] };
  }
  try {
    return { frames: await readFrameLabels(file.name, file.text(), reading), problems: [] };
  } catch (error) {
    if (!isOfOneFile(error)) throw error;
    return { frames: null, problems: [error.message] };
  }
}

/** A source's files as a part of a data set, whose windows name their recording by its key. */
export async function partOfSource(
  { source, inputs }: SortedSource,
  name: string,
  reading: LabelReading,
): Promise<FilesPart> {
  const { frames, problems } = await framesOf(inputs, reading);
  const licence = source.licence === '' ? NO_LICENCE : source.licence;
  const sourceId = source.id;
  return {
    name,
    licence,
    folder: name,
    inputs: { ...inputs, problems: [...inputs.problems, ...problems] },
    frames,
    keyOf: (file) => recordingKey({ kind: 'file', sourceId, name: file }),
  };
}

/** A name for each source that no other has. */
export function distinctNames(sources: readonly LabSource[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    sources.map(({ id, name }) => {
      let own = name;
      for (let number = 2; taken.has(own); number++) own = `${name} (${number})`;
      taken.add(own);
      return [id, own];
    }),
  );
}
