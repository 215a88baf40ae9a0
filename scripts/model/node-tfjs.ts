import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ReadBundleFile } from '#adapters/bundles/read-bundle.ts';

const require = createRequire(import.meta.url);
const PACKAGES = join(import.meta.dirname, '../../node_modules');

/** Folder of the installed tfjs wasm files, ending in a slash. */
export const nodeWasmUrl = (): string =>
  join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'wasm-out/');

/** Files of a bundle's folder on disk. */
export const filesOf =
  (folder: string): ReadBundleFile =>
  async (name) => {
    const bytes = await readFile(join(folder, name));
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  };

/** Versions of what a bundle is made with. */
export async function libraryVersions(names: readonly string[]): Promise<Record<string, string>> {
  const versions: Record<string, string> = { node: process.version };
  for (const name of names) {
    // By its place: not every package lets its package.json be resolved.
    const text = await readFile(join(PACKAGES, name, 'package.json'), 'utf8');
    versions[name] = (JSON.parse(text) as { version: string }).version;
  }
  return versions;
}
