/** A file to be saved, its content made while it is read. */
export interface FileToSave {
  readonly name: string;
  readonly mime: string;
  readonly content: AsyncIterable<string | Uint8Array>;
}

const MEGABYTE = 1024 * 1024;

/**
 * Content in pieces of about `atLeast` characters or bytes. A browser moves finished Blobs out of
 * the page's memory, so that however long the content is, the page holds one piece of it.
 */
export async function* inBlobs(
  content: AsyncIterable<string | Uint8Array>,
  atLeast = MEGABYTE,
): AsyncGenerator<Blob> {
  let parts: BlobPart[] = [];
  let size = 0;
  for await (const part of content) {
    parts.push(typeof part === 'string' ? part : part.slice());
    size += part.length;
    if (size < atLeast) continue;
    yield new Blob(parts);
    parts = [];
    size = 0;
  }
  if (parts.length > 0) yield new Blob(parts);
}
