import { heldFiles, readBundle } from '#adapters/bundles/read-bundle.ts';
import { MOST_BUNDLE_BYTES, unzipBundle } from '#adapters/bundles/bundle-zip.ts';
import { saveFile } from '#adapters/files/save-file.ts';
import { zipped } from '#adapters/files/zip.ts';
import { bundleEntries } from '#core/deployments/bundle-entries.ts';
import type { BundleStore, StoredBundle } from '#core/deployments/stored-bundle.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import { bundleFiles } from '#pipelines/lab/bundle-files.ts';
import { receiveBundle, type Received } from '#pipelines/lab/received-bundle.ts';
import type { ExportOutcome } from '#ui/export-outcome.ts';

const isZip = (file: File): boolean => file.name.toLowerCase().endsWith('.zip');

export const isKeras = ({ name }: File): boolean => /\.(h5|hdf5|keras)$/i.test(name);

/** The bundle's files of what was dropped or chosen: one zip, or the files of a folder. */
async function filesIn(files: readonly File[]): Promise<ReadonlyMap<string, ArrayBuffer>> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MOST_BUNDLE_BYTES) {
    throw new BundleRefused(
      'foreign',
      `It has ${Math.ceil(bytes / 1024 / 1024)} MB, which no model bundle of Heed has.`,
    );
  }
  const [only] = files;
  if (only !== undefined && files.length === 1 && isZip(only)) {
    return unzipBundle(new Uint8Array(await only.arrayBuffer()));
  }
  if (files.some(isKeras)) {
    throw new BundleRefused(
      'unsupported',
      'A model from Keras is brought in by itself: choose that file alone.',
    );
  }
  const byPath = new Map(files.map((file) => [file.webkitRelativePath || file.name, file]));
  const entries = bundleEntries([...byPath.keys()]);
  const read = [...entries].map(async ([name, path]) => {
    const content = await byPath.get(path)?.arrayBuffer();
    return [name, content ?? new ArrayBuffer(0)] as const;
  });
  return new Map(await Promise.all(read));
}

/**
 * Keeps a bundle that was dropped or chosen, or was made of such. Rejects with a sentence, and then
 * keeps nothing.
 */
export async function bringIn(
  given: readonly File[] | StoredBundle,
  bundles: BundleStore,
  isShipped: (id: string) => boolean,
  now: number,
): Promise<Received> {
  return receiveBundle({
    files: 'files' in given ? given.files : await filesIn(given),
    read: (held) => readBundle(heldFiles(held)),
    isStored: async (id) => isShipped(id) || (await bundles.get(id)) !== null,
    put: (bundle) => bundles.put(bundle),
    now,
  });
}

async function* once<Part>(part: Promise<Part>): AsyncGenerator<Part> {
  yield await part;
}

/** Saves a bundle as a zip; call it from a click. Never rejects. */
export async function saveBundle(
  id: string,
  read: () => Promise<StoredBundle>,
  at: number,
): Promise<ExportOutcome> {
  async function* files() {
    const bundle = await read();
    for (const [name, bytes] of bundleFiles(bundle)) {
      yield { name, mime: 'application/octet-stream', content: once(Promise.resolve(bytes)) };
    }
  }
  const name = `${id}.zip`;
  try {
    const outcome = await saveFile(zipped(name, files(), new Date(at)));
    return outcome === 'cancelled' ? { kind: 'cancelled' } : { kind: 'saved', fileName: name };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
