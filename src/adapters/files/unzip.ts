import { unzipSync } from 'fflate';

/** The entries of a zip that `wanted` takes, unpacked. Throws where it is no zip, or a damaged one. */
export const unzip = (
  bytes: Uint8Array<ArrayBuffer>,
  wanted: (name: string) => boolean,
): Record<string, Uint8Array<ArrayBuffer>> =>
  unzipSync(bytes, { filter: ({ name }) => wanted(name) });
