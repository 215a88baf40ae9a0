import type { BundleOrigin, StoredBundle } from '#core/deployments/stored-bundle.ts';
import type { TrainedBundle } from './train-contract.ts';

const bytesOf = (content: string | ArrayBuffer): ArrayBuffer =>
  typeof content === 'string' ? new TextEncoder().encode(content).buffer : content;

/** A bundle as this browser keeps it; texts become UTF-8. `addedAt`: Unix time, milliseconds. */
export function storedBundleOf(
  { manifest, files }: Pick<TrainedBundle, 'manifest' | 'files'>,
  origin: BundleOrigin,
  addedAt: number,
): StoredBundle {
  const kept = new Map([...files].map(([name, content]) => [name, bytesOf(content)]));
  const sizeBytes = [...kept.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  return { id: manifest.id, formatVersion: 1, origin, addedAt, sizeBytes, files: kept };
}
