import type { Content } from '#core/dataset/content.ts';

/** Text is handed on in pieces, so that a large file is not held twice. */
const PIECE_BYTES = 256 * 1024;

/** Bytes that are in memory already, such as an entry of a zip. */
export const memoryContent = (
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  sha256: (bytes: ArrayBuffer) => Promise<string>,
): Content => ({
  name,
  async *text() {
    await Promise.resolve();
    const decoder = new TextDecoder();
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      yield decoder.decode(bytes.subarray(from, from + PIECE_BYTES), { stream: true });
    }
    yield decoder.decode();
  },
  bytes: (from = 0, to = bytes.length) => Promise.resolve(bytes.slice(from, to)),
  size: () => Promise.resolve(bytes.length),
  sha256: () => sha256(bytes.slice().buffer),
});
