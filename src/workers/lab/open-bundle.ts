import {
  fetchedFiles,
  heldFiles,
  readBundle,
  type ReadBundleFile,
} from '#adapters/bundles/read-bundle.ts';
import type { BundleStore } from '#core/deployments/stored-bundle.ts';
import { MANIFEST_FILE } from '#core/models/bundle-manifest.ts';
import type { RawPredictor } from '#core/models/bundle-predictor.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import { parseManifest } from '#core/models/model-bundle.ts';
import { MODEL_SIGNALS } from '#core/signals/model-signals.ts';
import { openPredictor, type PredictorLibraries } from '#pipelines/open-predictor.ts';

/** Folders of the models that come with the page, beside that of the wasm files. */
const SHIPPED = ['../models/attention-level/', '../models/learning-states/'];

const librariesOf = (wasmUrl: string): PredictorLibraries => ({
  async network(bundle) {
    const { openTfjsClassifier } = await import('#adapters/tfjs/tfjs-classifier.ts');
    return openTfjsClassifier(bundle, {
      wasmUrl,
      backends: ['wasm', 'typed_arrays'],
      together: 16,
    });
  },
  async forest(bytes) {
    const { ydfForests } = await import('#adapters/ydf/ydf-forests.ts');
    return ydfForests(wasmUrl).read(bytes);
  },
});

/** The files of a shipped model by its id; null where none is called so. */
async function shippedFiles(id: string, wasmUrl: string): Promise<ReadBundleFile | null> {
  for (const folder of SHIPPED) {
    const read = fetchedFiles(new URL(folder, wasmUrl).href);
    const text = await read(MANIFEST_FILE).catch(() => null);
    if (text === null) continue;
    if (parseManifest(new TextDecoder().decode(text), MODEL_SIGNALS).id === id) return read;
  }
  return null;
}

/** Where the files of a bundle are read from: the store, or the folder of the shipped models. */
export async function bundleFiles(
  store: Pick<BundleStore, 'get'>,
  id: string,
  wasmUrl: string,
): Promise<ReadBundleFile> {
  const stored = await store.get(id);
  const files = stored === null ? await shippedFiles(id, wasmUrl) : heldFiles(stored.files);
  if (files !== null) return files;
  throw new BundleRefused(
    'missing',
    `The model ${id} is not in this browser any more; train it again, or import its bundle.`,
  );
}

/**
 * Opens a bundle of this browser, or one that comes with the page. The caller closes it.
 * @throws BundleRefused with the reason, whatever is wrong.
 */
export async function openStoredBundle(
  store: Pick<BundleStore, 'get'>,
  id: string,
  wasmUrl: string,
): Promise<RawPredictor> {
  const bundle = await readBundle(await bundleFiles(store, id, wasmUrl));
  return openPredictor(bundle, librariesOf(wasmUrl));
}
