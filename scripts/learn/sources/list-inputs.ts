import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { csvKindOf } from '#core/dataset/csv-kind.ts';
import { recordingPath } from '../../extract/recording.ts';
import { UserError } from '../../extract/user-error.ts';
import { type Content, fileContent, memoryContent, textOf } from './content.ts';

/** One recording of a data path. */
export type Input =
  | { readonly kind: 'features'; readonly content: Content }
  /** `base`: its path without an ending. */
  | { readonly kind: 'recording'; readonly name: string; readonly base: string };

export interface Inputs {
  /** In the order of their names. */
  readonly recordings: readonly Input[];
  /** Engagement logs that lie among them. */
  readonly engagementLogs: readonly Content[];
  /** Readings of sessions that lie among them. */
  readonly readings: readonly Content[];
}

const RECORDING_END = /\.(?:json|csv|(?:blendshapes|matrix|landmarks)\.f32)$/;

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A session's export as one zip. */
async function contentsOfZip(path: string, name: string): Promise<Content[]> {
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(await readFile(path), {
      filter: ({ name: entry }) => entry.endsWith('.csv'),
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${name}: this is not a zip that can be read (${why}).`, { cause });
  }
  return Object.entries(entries).map(([entry, bytes]) => memoryContent(`${name}/${entry}`, bytes));
}

/** `openface_X.csv` of a session's export says the same as the `features_X.csv` beside it. */
const repeats = (name: string, names: ReadonlySet<string>): boolean =>
  /(?:^|\/)openface_/.test(name) && names.has(name.replace(/(^|\/)openface_/, '$1features_'));

async function sorted(contents: readonly Content[], recordings: readonly Input[]): Promise<Inputs> {
  const found: Input[] = [...recordings];
  const engagementLogs: Content[] = [];
  const readings: Content[] = [];
  const names = new Set(contents.map(({ name }) => name));
  for (const content of contents) {
    // What is empty or no CSV at all is told of when it is read.
    const kind = await csvKindOf(content.name, textOf(content)).catch(() => null);
    if (kind === 'engagement_log') engagementLogs.push(content);
    if (kind === 'readings') readings.push(content);
    if ((kind === 'features' || kind === null) && !repeats(content.name, names)) {
      found.push({ kind: 'features', content });
    }
  }
  const nameOf = (input: Input) => (input.kind === 'features' ? input.content.name : input.name);
  found.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  return { recordings: found, engagementLogs, readings };
}

/**
 * The recordings that a path names: a features CSV, a landmark recording, a zipped session, or a
 * folder of any of them at any depth. Throws UserError where there is nothing of the kind.
 */
export async function listInputs(path: string): Promise<Inputs> {
  const found = await stat(path).catch(() => null);
  const own = recordingPath(path);
  if (own !== null && found?.isDirectory() !== true && (await hasArrays(own))) {
    const input: Input = { kind: 'recording', name: basename(own), base: own };
    return { recordings: [input], engagementLogs: [], readings: [] };
  }
  if (found === null) throw new UserError(`${path}: there is no such file or folder.`);
  if (found.isFile()) {
    const name = basename(path);
    if (name.endsWith('.zip')) return sorted(await contentsOfZip(path, name), []);
    const content = fileContent(path, name);
    const recordings: Input[] = [{ kind: 'features', content }];
    return { recordings, engagementLogs: [], readings: [] };
  }
  const files = await filesUnder(path);
  const nameOf = (file: string) => relative(path, file).split(sep).join('/');
  const bases = files
    .filter((file) => file.endsWith('.blendshapes.f32'))
    .map((file) => file.replace(RECORDING_END, ''));
  const isPart = new Set(bases);
  const recordings = bases.map((base): Input => ({ kind: 'recording', name: nameOf(base), base }));
  const contents: Content[] = [];
  for (const file of files) {
    if (file.endsWith('.zip')) contents.push(...(await contentsOfZip(file, nameOf(file))));
    else if (file.endsWith('.csv') && !isPart.has(file.replace(RECORDING_END, ''))) {
      contents.push(fileContent(file, nameOf(file)));
    }
  }
  return sorted(contents, recordings);
}

const hasArrays = async (base: string): Promise<boolean> =>
  (await stat(`${base}.blendshapes.f32`).catch(() => null)) !== null;
