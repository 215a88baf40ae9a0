import type { StoredBundle } from '#core/deployments/stored-bundle.ts';
import type { ModelBundle } from '#core/models/model-bundle.ts';
import { storedBundleOf } from '../stored-bundle-of.ts';

export interface ReceiveOptions {
  readonly files: ReadonlyMap<string, ArrayBuffer>;
  /** Checks all of a bundle; rejects with BundleRefused. */
  readonly read: (files: ReadonlyMap<string, ArrayBuffer>) => Promise<ModelBundle>;
  readonly isStored: (id: string) => Promise<boolean>;
  readonly put: (bundle: StoredBundle) => Promise<void>;
  /** Unix time, milliseconds. */
  readonly now: number;
}

export interface Received {
  readonly id: string;
  /** It was here already, and stays as it is. */
  readonly wasHere: boolean;
}

/** Keeps a bundle that came from elsewhere, once all of it was checked. Rejects with BundleRefused. */
export async function receiveBundle(options: ReceiveOptions): Promise<Received> {
  const { files, read, isStored, put, now } = options;
  const { manifest } = await read(files);
  const { id } = manifest;
  if (await isStored(id)) return { id, wasHere: true };
  await put(storedBundleOf({ manifest, files }, 'imported', now));
  return { id, wasHere: false };
}
