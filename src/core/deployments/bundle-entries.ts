import { MANIFEST_FILE } from '../models/bundle-manifest.ts';
import { BundleRefused } from '../models/bundle-refusal.ts';

/** Says in a zip what it is; no part of the bundle. */
export const README_FILE = 'README.txt';

const FILE_NAME = /^[\w][\w.-]{0,99}$/;
const MOST_FILES = 64;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/**
 * A bundle's files by their names, of the paths in a zip or of files that were dropped together: all
 * that lies beside its manifest, in whatever folder that is.
 * @throws BundleRefused missing, or foreign where there are several bundles or too many files.
 */
export function bundleEntries(paths: readonly string[]): ReadonlyMap<string, string> {
  const folders = paths
    .filter((path) => path === MANIFEST_FILE || path.endsWith(`/${MANIFEST_FILE}`))
    .map(folderOf)
    // What a Mac puts beside the files of a zip.
    .filter((folder) => !folder.startsWith('__MACOSX/'));
  const [folder, ...others] = folders;
  if (folder === undefined) {
    throw new BundleRefused(
      'missing',
      `There is no ${MANIFEST_FILE} among the files: this is no model bundle of Heed.`,
    );
  }
  if (others.length > 0) {
    throw new BundleRefused(
      'foreign',
      `There are ${folders.length} models in it: bring in one at a time.`,
    );
  }
  const entries = new Map<string, string>();
  for (const path of paths) {
    const name = path.slice(folder.length);
    if (folderOf(path) !== folder || name === README_FILE || !FILE_NAME.test(name)) continue;
    entries.set(name, path);
  }
  if (entries.size > MOST_FILES) {
    throw new BundleRefused(
      'foreign',
      `There are ${entries.size} files beside its ${MANIFEST_FILE}: this is no model bundle of Heed.`,
    );
  }
  return entries;
}
