import { makeZip } from 'client-zip';
import type { FileToSave } from './content.ts';

async function* entries(files: AsyncIterable<FileToSave>, lastModified: Date) {
  for await (const { name, content } of files) yield { name, input: content, lastModified };
}

/** Files as one zip, made while it is read: each file is opened when the one before it is through. */
export const zipped = (
  name: string,
  files: AsyncIterable<FileToSave>,
  lastModified: Date,
): FileToSave => ({
  name,
  mime: 'application/zip',
  content: makeZip(entries(files, lastModified)),
});
