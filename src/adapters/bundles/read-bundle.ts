import { MANIFEST_FILE } from '#core/models/bundle-manifest.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import {
  type ModelBundle,
  modelFile,
  type NetworkBundle,
  openBundle,
  parseManifest,
} from '#core/models/model-bundle.ts';
import { MODEL_SIGNALS } from '#core/signals/model-signals.ts';
import type { Signal } from '#core/signals/signal.ts';

/** Gives a file of the bundle's folder; rejects where there is none. */
export type ReadBundleFile = (name: string) => Promise<ArrayBuffer>;

export async function sha256Hex(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Reads a bundle made for one of `signals` and checks all of it.
 * @throws BundleRefused with the reason, whatever is wrong.
 */
export async function readBundle(
  read: ReadBundleFile,
  signals: readonly Signal[] = MODEL_SIGNALS,
): Promise<ModelBundle> {
  const get = async (name: string) => {
    try {
      return await read(name);
    } catch (cause) {
      throw new BundleRefused('missing', `The model's ${name} could not be read.`, cause);
    }
  };
  const manifest = parseManifest(new TextDecoder().decode(await get(MANIFEST_FILE)), signals);
  const file = modelFile(manifest);
  const bytes = file === null ? new ArrayBuffer(0) : await get(file);
  return openBundle(manifest, bytes, await sha256Hex(bytes));
}

/** As `readBundle`, for a place that runs networks alone. @throws BundleRefused also unsupported. */
export async function readNetworkBundle(
  read: ReadBundleFile,
  signals: readonly Signal[] = MODEL_SIGNALS,
): Promise<NetworkBundle> {
  const bundle = await readBundle(read, signals);
  if (bundle.kind === 'network') return bundle;
  throw new BundleRefused(
    'unsupported',
    `The bundle ${bundle.manifest.id} is no network (${bundle.kind}), and only networks run here: use it with npm run predict.`,
  );
}

/** Files of a bundle's folder over HTTP; `folder` ends in a slash. */
export function fetchedFiles(folder: string, signal?: AbortSignal): ReadBundleFile {
  return async (name) => {
    const response = await fetch(folder + name, { signal: signal ?? null });
    if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
    // A page in place of a missing file, as single-page servers send it.
    if (response.headers.get('content-type')?.startsWith('text/html') === true) {
      throw new Error(`${name}: the server sent a page in its place`);
    }
    return response.arrayBuffer();
  };
}

/** A bundle's files by their names, such as those of one that was just trained. */
export const heldFiles =
  (files: ReadonlyMap<string, string | ArrayBuffer>): ReadBundleFile =>
  (name) => {
    const content = files.get(name);
    if (content === undefined) return Promise.reject(new Error(`There is no ${name}.`));
    return Promise.resolve(
      typeof content === 'string' ? new TextEncoder().encode(content).buffer : content,
    );
  };

/** Of a folder over HTTP, or in memory. */
export const filesAt = (
  place: string | ReadonlyMap<string, string | ArrayBuffer>,
): ReadBundleFile => (typeof place === 'string' ? fetchedFiles(place) : heldFiles(place));
