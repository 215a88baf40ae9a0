import { fetchedFiles } from '#adapters/bundles/read-bundle.ts';
import type { StoredBundle } from '#core/deployments/stored-bundle.ts';
import {
  type BundleManifest,
  CARD_FILE,
  MANIFEST_FILE,
  SPLIT_FILE,
  TOPOLOGY_FILE,
} from '#core/models/bundle-manifest.ts';
import { modelFile, parseManifest } from '#core/models/model-bundle.ts';
import type { LiveModel } from '#core/models/prediction.ts';
import { MODEL_SIGNALS } from '#core/signals/model-signals.ts';
import { storedBundleOf } from '#pipelines/stored-bundle-of.ts';
import { SHIPPED_BUNDLES } from '../shipped-bundle.ts';

export interface ShippedModel {
  readonly manifest: BundleManifest;
  readonly bundle: StoredBundle;
}

/** A model that came with Heed, with all its files. Rejects where the site does not give them. */
export async function readShipped(model: LiveModel): Promise<ShippedModel> {
  const read = fetchedFiles(SHIPPED_BUNDLES[model]);
  const text = await read(MANIFEST_FILE);
  const manifest = parseManifest(new TextDecoder().decode(text), MODEL_SIGNALS);
  const weights = modelFile(manifest);
  const names = [...(weights === null ? [] : [weights]), TOPOLOGY_FILE, SPLIT_FILE, CARD_FILE];
  const files = await Promise.all(names.map(async (name) => [name, await read(name)] as const));
  const all = new Map([...files, [MANIFEST_FILE, text] as const]);
  const bundle = storedBundleOf(
    { manifest, files: all },
    'imported',
    Date.parse(manifest.createdAt),
  );
  return { manifest, bundle };
}
