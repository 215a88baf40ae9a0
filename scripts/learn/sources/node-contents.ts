import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { unzip } from '#adapters/files/unzip.ts';
import { RECORDING_PARTS } from '#pipelines/dataset/open-recording.ts';
import { type Inputs, NO_INPUTS, sortContents } from '#pipelines/dataset/sort-contents.ts';
import { fileContent } from '../../extract/file-content.ts';
import { recordingPath } from '../../extract/recording.ts';
import { UserError } from '../../extract/user-error.ts';

const WANTED = /\.(?:csv|zip|json|f32)$/;

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const PORTS = { unzip, sha256: sha256Hex };

const isFile = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isFile() === true;

async function recordingAt(base: string): Promise<Inputs> {
  const name = basename(base);
  const contents = [];
  for (const ending of RECORDING_PARTS) {
    const path = `${base}${ending}`;
    if (await isFile(path)) contents.push(fileContent(path, `${name}${ending}`));
  }
  return sortContents(contents, PORTS);
}

/**
 * The recordings that a path names: a features CSV, a landmark recording, a zipped session, or a
 * folder of any of them at any depth. Throws UserError where there is nothing of the kind.
 */
export async function listInputs(path: string): Promise<Inputs> {
  const found = await stat(path).catch(() => null);
  const own = recordingPath(path);
  if (own !== null && found?.isDirectory() !== true && (await isFile(`${own}.blendshapes.f32`))) {
    return recordingAt(own);
  }
  if (found === null) throw new UserError(`${path}: there is no such file or folder.`);
  if (found.isFile()) {
    const name = basename(path);
    const content = fileContent(path, name);
    return name.endsWith('.zip')
      ? sortContents([content], PORTS)
      : { ...NO_INPUTS, recordings: [{ kind: 'features', name, content }] };
  }
  const nameOf = (file: string) => relative(path, file).split(sep).join('/');
  const files = (await filesUnder(path)).filter((file) => WANTED.test(file));
  return sortContents(
    files.map((file) => fileContent(file, nameOf(file))),
    PORTS,
  );
}

/** Label files by their paths. Throws UserError where one is not there. */
export async function labelContents(paths: readonly string[]) {
  for (const path of paths) {
    if (!(await isFile(path))) throw new UserError(`${path}: there is no such file of labels.`);
  }
  return paths.map((path) => fileContent(path, basename(path)));
}
