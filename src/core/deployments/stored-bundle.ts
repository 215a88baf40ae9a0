import type { BundleManifest } from '../models/bundle-manifest.ts';

/** How a bundle came to this browser. */
export const BUNDLE_ORIGINS = ['trained', 'imported', 'personal'] as const;
export type BundleOrigin = (typeof BUNDLE_ORIGINS)[number];

/** A model bundle kept in this browser. */
export interface StoredBundle {
  /** The manifest's. */
  readonly id: string;
  readonly formatVersion: 1;
  readonly origin: BundleOrigin;
  /** Unix time, milliseconds. */
  readonly addedAt: number;
  readonly sizeBytes: number;
  readonly files: ReadonlyMap<string, ArrayBuffer>;
}

/** All but the files, for lists. */
export interface BundleHead extends Omit<StoredBundle, 'files'> {
  readonly manifest: BundleManifest;
  /** The card's text; null where the bundle has none. */
  readonly card: string | null;
}

export interface BundleStore {
  /** Newest first, with a sentence for each that cannot be read. */
  list(): Promise<{
    readonly heads: readonly BundleHead[];
    readonly unreadable: readonly string[];
  }>;
  get(id: string): Promise<StoredBundle | null>;
  /** Rejects with StorageError where it cannot be stored. */
  put(bundle: StoredBundle): Promise<void>;
  delete(id: string): Promise<void>;
}
