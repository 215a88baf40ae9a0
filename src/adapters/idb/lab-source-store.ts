import type { Content } from '#core/dataset/content.ts';
import type { LabFile, LabSource } from '#core/lab/lab-source.ts';
import type { LabFileStore, LabSourceStore, Listed } from '#core/lab/lab-stores.ts';
import { recordingKey } from '#core/lab/recording-key.ts';
import { parseLabSource } from '#core/lab/stored-source.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import type { HeedDatabase, LabFileRow, LabHandleRow } from './database.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

const STRICT = { durability: 'strict' } as const;
/** Of a source, everything that hangs on it. */
const OF_SOURCE = ['labFiles', 'labHandles', 'labClips', 'labClipParts'] as const;

/** Every key of a source in a store whose keys begin with its id. */
const ofSource = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []], false, true);

/** Keys of labels of a source's files: its id, a slash, and anything. */
function labelKeys(sourceId: string): IDBKeyRange {
  const start = recordingKey({ kind: 'file', sourceId, name: '' });
  return IDBKeyRange.bound(start, `${start}\uffff`);
}

/** The same of what was answered about them when asked. */
function answerKeys(sourceId: string): IDBKeyRange {
  const start = recordingKey({ kind: 'file', sourceId, name: '' });
  return IDBKeyRange.bound([start], [`${start}\uffff`]);
}

export interface LabSourceDatabase extends LabSourceStore {
  /** A source and its files, all of them or none. Rejects with StorageError `storage_full`. */
  add(source: LabSource, files: readonly LabFileRow[]): Promise<void>;
  /** Files that come to a source that is there. */
  addFiles(files: readonly LabFileRow[]): Promise<void>;
  /** What opens files of a source again. */
  putHandles(handles: readonly LabHandleRow[]): Promise<void>;
  handles(sourceId: string): Promise<readonly LabHandleRow[]>;
}

/** Sources in IndexedDB, opened for each call. Everything rejects with StorageError. */
export function createLabSourceStore(options: BriefOptions = {}): LabSourceDatabase {
  const use = <Result>(work: (database: HeedDatabase) => Promise<Result>): Promise<Result> =>
    withDatabase(options, work);
  return {
    list: () =>
      use(async (database): Promise<Listed<LabSource>> => {
        const items: LabSource[] = [];
        const unreadable: string[] = [];
        for (const value of (await database.getAll('labSources')) as unknown[]) {
          try {
            items.push(parseLabSource(value));
          } catch (error) {
            if (!(error instanceof StoredFormatError)) throw error;
            unreadable.push(error.message);
          }
        }
        return { items: items.sort((one, other) => one.addedAt - other.addedAt), unreadable };
      }),
    put: (source) =>
      use(async (database) => {
        await database.put('labSources', source);
      }),
    delete: (id) =>
      use(async (database) => {
        const transaction = database.transaction(
          ['labSources', 'labLabels', 'queueAnswers', ...OF_SOURCE],
          'readwrite',
          STRICT,
        );
        await Promise.all([
          transaction.objectStore('labSources').delete(id),
          transaction.objectStore('labLabels').delete(labelKeys(id)),
          transaction.objectStore('queueAnswers').delete(answerKeys(id)),
          ...OF_SOURCE.map((store) => transaction.objectStore(store).delete(ofSource(id))),
          transaction.done,
        ]);
      }),
    add: (source, files) =>
      use(async (database) => {
        const transaction = database.transaction(['labSources', 'labFiles'], 'readwrite', STRICT);
        const rows = transaction.objectStore('labFiles');
        await Promise.all([
          transaction.objectStore('labSources').put(source),
          ...files.map((file) => rows.put(file)),
          transaction.done,
        ]);
      }),
    addFiles: (files) =>
      use(async (database) => {
        const transaction = database.transaction('labFiles', 'readwrite', STRICT);
        await Promise.all([...files.map((file) => transaction.store.put(file)), transaction.done]);
      }),
    putHandles: (handles) =>
      use(async (database) => {
        const transaction = database.transaction('labHandles', 'readwrite');
        await Promise.all([
          ...handles.map((handle) => transaction.store.put(handle)),
          transaction.done,
        ]);
      }),
    handles: (sourceId) => use((database) => database.getAll('labHandles', ofSource(sourceId))),
  };
}

/** What a file is not there for any more; the message names it. */
export class LabFileGone extends Error {
  override readonly name = 'LabFileGone';

  constructor(name: string, options?: ErrorOptions) {
    super(`${name} is not among the files of its source any more; give it again.`, options);
  }
}

async function* textOf(blob: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield decoder.decode(value, { stream: true });
    }
    yield decoder.decode();
  } finally {
    await reader.cancel();
  }
}

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A Blob as a file to read; the browser keeps what it stored on disk until it is read. */
export const blobContent = (name: string, blob: Blob): Content => ({
  name,
  text: () => textOf(blob),
  bytes: async (from = 0, to = blob.size) =>
    new Uint8Array(await blob.slice(from, to).arrayBuffer()),
  size: () => Promise.resolve(blob.size),
  sha256: async () => hex(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())),
});

/** The files of sources in IndexedDB. Everything rejects with StorageError or LabFileGone. */
export function createLabFileStore(options: BriefOptions = {}): LabFileStore {
  const rowsOf = (sourceId: string): Promise<readonly LabFileRow[]> =>
    withDatabase(options, (database) => database.getAll('labFiles', ofSource(sourceId)));
  const blobOf = async (sourceId: string, name: string): Promise<Blob> => {
    const row = await withDatabase(options, (database) =>
      database.get('labFiles', [sourceId, name]),
    );
    if (row === undefined) throw new LabFileGone(name);
    return row.content;
  };
  return {
    list: async (sourceId) =>
      (await rowsOf(sourceId)).map(({ name, content }): LabFile => ({
        sourceId,
        name,
        sizeBytes: content.size,
      })),
    async *text(sourceId, name) {
      yield* textOf(await blobOf(sourceId, name));
    },
    bytes: async (sourceId, name) =>
      new Uint8Array(await (await blobOf(sourceId, name)).arrayBuffer()),
    contents: async (sourceId) =>
      (await rowsOf(sourceId)).map(({ name, content }) => blobContent(name, content)),
  };
}
