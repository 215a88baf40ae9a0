import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE } from '#core/models/bundle-manifest.ts';

/**
 * Writes the files of a bundle into `folder`, all together or not at all: the manifest, without
 * which the folder is no bundle, goes first and comes last.
 */
export async function writeBundle(
  folder: string,
  files: ReadonlyMap<string, string | ArrayBuffer>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of files) {
    const data = typeof content === 'string' ? content : new Uint8Array(content);
    await writeFile(join(folder, `${name}.part`), data);
  }
  await rm(join(folder, MANIFEST_FILE), { force: true });
  const names = [...files.keys()].filter((name) => name !== MANIFEST_FILE);
  for (const name of [...names, MANIFEST_FILE]) {
    await rename(join(folder, `${name}.part`), join(folder, name));
  }
}
