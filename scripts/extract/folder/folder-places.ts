/** Where the outputs of a run over a folder belong, and what is there of them. */
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { finishedName } from '../output-files.ts';
import { rawFiles } from '../raw-recording.ts';
import { UserError } from '../user-error.ts';
import { placeOf, type Clip } from './clip-list.ts';
import type { OutputsThere } from './journal.ts';

export interface FolderPlaces {
  readonly input: string;
  /** Folder of the tables. */
  readonly out: string;
  /** Folder of the landmark recordings, or null where none are wanted. */
  readonly raw: string | null;
}

const isWithin = (inner: string, outer: string): boolean =>
  inner === outer || resolve(inner).startsWith(resolve(outer) + sep);

/** Throws UserError where outputs would lie on the input or on one another. */
export async function checkPlaces({ input, out, raw }: FolderPlaces): Promise<void> {
  const wanted = [
    { option: '--out', path: out, file: /\.csv$/i },
    ...(raw === null ? [] : [{ option: '--raw', path: raw, file: /\.json$/i }]),
  ];
  for (const { option, path, file } of wanted) {
    const found = await stat(path).catch(() => null);
    if (file.test(path) || found?.isFile() === true) {
      throw new UserError(
        `${path}: ${input} is a folder of videos, each of which gets a file of its own, so ${option} names a folder.`,
      );
    }
    if (resolve(path) === resolve(input)) {
      throw new UserError(`${path}: the videos are there; name another folder for ${option}.`);
    }
  }
  if (raw !== null && (isWithin(raw, out) || isWithin(out, raw))) {
    throw new UserError(
      `${raw}: landmark recordings have tables of their own beside them; name a folder for --raw that is apart from --out.`,
    );
  }
}

export const tableOf = (places: FolderPlaces, clip: Clip): string =>
  join(places.out, placeOf(clip.name, '.csv'));

/** `NAME.json` of the clip's landmark recording. */
export const recordingOf = ({ raw }: FolderPlaces, clip: Clip): string | null =>
  raw === null ? null : join(raw, placeOf(clip.name, '.json'));

/** The folder of recordings as the journal has it: from the folder of tables, with slashes. */
export const rawFolderOf = ({ out, raw }: FolderPlaces): string | null =>
  raw === null ? null : relative(out, raw).replaceAll(sep, '/');

const recordingParts = (places: FolderPlaces, clip: Clip): readonly string[] => {
  const recording = recordingOf(places, clip);
  return recording === null ? [] : rawFiles(recording.replace(/\.json$/, ''));
};

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

export async function outputsThere(places: FolderPlaces, clip: Clip): Promise<OutputsThere> {
  const table = await stat(tableOf(places, clip)).catch(() => null);
  let raw = true;
  for (const part of recordingParts(places, clip)) raw &&= await isThere(part);
  return { table: table?.isFile() === true ? table.size : null, raw };
}

/** Removes the table and, where recordings are wanted, the recording of a clip. */
export async function removeOutputs(places: FolderPlaces, clip: Clip): Promise<void> {
  for (const path of [tableOf(places, clip), ...recordingParts(places, clip)]) {
    await rm(path, { force: true });
  }
}

/** Removes what killed runs began of these clips and never finished. */
export async function removeUnfinished(
  places: FolderPlaces,
  clips: readonly Clip[],
): Promise<void> {
  const planned = new Map<string, Set<string>>();
  for (const clip of clips) {
    for (const path of [tableOf(places, clip), ...recordingParts(places, clip)]) {
      const names = planned.get(dirname(path)) ?? new Set();
      planned.set(dirname(path), names.add(basename(path)));
    }
  }
  for (const [folder, names] of planned) {
    for (const entry of await readdir(folder).catch(() => [])) {
      const name = finishedName(entry);
      if (name !== null && names.has(name)) await rm(join(folder, entry), { force: true });
    }
  }
}
