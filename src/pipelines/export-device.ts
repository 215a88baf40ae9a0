import { columnsReadme, type ReadmeSession } from '#core/csv/columns-readme.ts';
import { sessionFolder } from '#core/sessions/file-names.ts';
import type { SessionRecord } from '#core/sessions/records.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import { type ExportFile, exportFile, exportKindsOf, rowsToExport } from './export-session.ts';
import type { ExportOptions, ExportSource } from './export-tables.ts';

export const rowsOfDevice = (sessions: readonly SessionRecord[]): number =>
  sessions.reduce((rows, session) => rows + rowsToExport(session, exportKindsOf(session)), 0);

/** Up to where a session can be read; `onDamage` is told of the rest. */
async function* asFarAsReadable(
  content: ExportFile['content'],
  onDamage: (why: string) => void,
): AsyncGenerator<string | Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    if (!(error instanceof StoredFormatError)) throw error;
    onDamage(error.message);
  }
}

/**
 * Tables and summary of every session, each in its folder, and at last README.md, which tells their
 * columns and which sessions could not be read to their end. One stored chunk is held at a time.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- the files wait, not their list
export async function* exportDevice(
  archive: ExportSource,
  sessions: readonly SessionRecord[],
  options: ExportOptions = {},
): AsyncGenerator<ExportFile> {
  const contents: ReadmeSession[] = [];
  for (const session of sessions) {
    const folder = sessionFolder(session);
    let missing: string | null = null;
    for (const kind of exportKindsOf(session)) {
      options.signal?.throwIfAborted();
      const file = exportFile(archive, session, kind, options);
      const content = asFarAsReadable(file.content, (why) => {
        missing = why;
      });
      yield { ...file, name: `${folder}/${file.name}`, content };
    }
    contents.push({ folder, missing });
  }
  yield { name: 'README.md', mime: 'text/markdown', content: readme(contents) };
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one
async function* readme(contents: readonly ReadmeSession[]): AsyncGenerator<string> {
  yield columnsReadme(contents);
}
