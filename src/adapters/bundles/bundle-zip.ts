import { unzipSync } from 'fflate';
import { bundleEntries } from '#core/deployments/bundle-entries.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';

/** More than any model that a page should hold. */
export const MOST_BUNDLE_BYTES = 256 * 1024 * 1024;

const tooLarge = (limit: number): BundleRefused =>
  new BundleRefused(
    'foreign',
    `Unpacked it would be larger than ${Math.round(limit / 1024 / 1024)} MB, which no model bundle of Heed is.`,
  );

const damaged = (cause: unknown): BundleRefused =>
  new BundleRefused('truncated', 'The zip file is damaged, or it ends before it is whole.', cause);

/** Paths in a zip, with nothing unpacked; what they say they hold is held to `limit` bytes. */
function pathsIn(zip: Uint8Array, limit: number): readonly string[] {
  const paths: string[] = [];
  let total = 0;
  unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      total += originalSize;
      paths.push(name);
      return false;
    },
  });
  if (total > limit) throw tooLarge(limit);
  return paths;
}

/**
 * The files of the bundle in a zip, none of them checked but for their size: no more is unpacked
 * than an entry says it holds.
 * @throws BundleRefused
 */
export function unzipBundle(
  zip: Uint8Array,
  limit = MOST_BUNDLE_BYTES,
): ReadonlyMap<string, ArrayBuffer> {
  try {
    const entries = bundleEntries(pathsIn(zip, limit));
    const wanted = new Set(entries.values());
    const unpacked = unzipSync(zip, { filter: ({ name }) => wanted.has(name) });
    return new Map(
      [...entries].map(([name, path]) => [
        name,
        (unpacked[path] ?? new Uint8Array()).slice().buffer,
      ]),
    );
  } catch (cause) {
    throw cause instanceof BundleRefused ? cause : damaged(cause);
  }
}
