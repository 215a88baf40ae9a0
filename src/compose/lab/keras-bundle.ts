import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { readScaler } from '#adapters/pickle/read-scaler.ts';
import { readKerasModelApart } from '#adapters/worker-clients/import-client.ts';
import { LIVE_SLOTS } from '#core/deployments/deployable-as.ts';
import type { StoredBundle } from '#core/deployments/stored-bundle.ts';
import { SECOND_AT_30_HZ } from '#core/recipes/engagement.ts';
import { modelSignal } from '#core/signals/model-signals.ts';
import { importedBundle } from '#pipelines/imported-bundle.ts';
import { storedBundleOf } from '#pipelines/stored-bundle-of.ts';
import type { KerasWords } from '#ui/lab/models/models-actions.ts';

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer());

/** `My model.h5` as it goes into an id. */
const plainName = (fileName: string): string =>
  fileName
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[^\w.-]+/g, '-')
    .slice(0, 60) || 'model';

/**
 * A bundle of a model from Keras that takes the place of one of the live models.
 * @throws ImportRefused
 */
export async function kerasBundle(
  file: File,
  { model: slot, scaler, licence }: KerasWords,
  now: number,
): Promise<StoredBundle> {
  const { labels, signal: named } = LIVE_SLOTS[slot];
  const signal = modelSignal(named);
  if (signal === null) throw new Error(`There is no signal ${named.name} here.`);
  const { length, rateHz, maxGap } = SECOND_AT_30_HZ;
  const bytes = await bytesOf(file);
  const sha256 = await sha256Hex(bytes.buffer);
  const model = await readKerasModelApart(bytes);
  const made = await importedBundle({
    name: plainName(file.name),
    sha256,
    model,
    scaler: scaler === null ? null : readScaler(await bytesOf(scaler)),
    labels,
    signal,
    window: { length: model.length === null ? length : null, rateHz, maxGapMs: maxGap },
    licence: licence.trim() || 'not stated',
    createdAt: new Date(now).toISOString(),
    libraries: {},
    ports: { sha256: sha256Hex, topology: null },
  });
  return storedBundleOf(made, 'imported', now);
}
