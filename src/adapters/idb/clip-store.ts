import { type Clip, clipKey } from '#core/lab/clip.ts';
import type { VideosSource } from '#core/lab/lab-source.ts';
import type { ClipStore } from '#core/lab/lab-stores.ts';
import { parseClip } from '#core/lab/stored-clip.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import type { HeedDatabase, LabHandleRow } from './database.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

/** Clips in IndexedDB, with what opens them again. */
export interface KeptClips extends ClipStore {
  /** A source with its clips and handles, all at once. */
  addSource(
    source: VideosSource,
    clips: readonly Clip[],
    handles: readonly LabHandleRow[],
  ): Promise<void>;
  /** Of the source's folder, or else of the clip; null where neither is kept. */
  handleOf(clip: Clip): Promise<FileSystemHandle | null>;
}

/** Every clip's own parts. */
const partsOf = ({ sourceId, name }: Clip): IDBKeyRange =>
  IDBKeyRange.bound([sourceId, name], [sourceId, name, []]);

/** The database is opened for each call, a few in a second of reading at most. */
export function createClipStore(options: BriefOptions = {}): KeptClips {
  const use = <Result>(work: (database: HeedDatabase) => Promise<Result>): Promise<Result> =>
    withDatabase(options, work);

  return {
    list: () =>
      use(async (database) => {
        const clips: Clip[] = [];
        const unreadable: string[] = [];
        for (const row of (await database.getAll('labClips')) as unknown[]) {
          try {
            clips.push(parseClip(row));
          } catch (error) {
            if (!(error instanceof StoredFormatError)) throw error;
            unreadable.push(error.message);
          }
        }
        return { items: clips, unreadable };
      }),
    addSource: (source, clips, handles) =>
      use(async (database) => {
        const transaction = database.transaction(
          ['labSources', 'labClips', 'labHandles'],
          'readwrite',
        );
        await Promise.all([
          transaction.objectStore('labSources').put(source),
          ...clips.map((clip) => transaction.objectStore('labClips').put(clip)),
          ...handles.map((handle) => transaction.objectStore('labHandles').put(handle)),
          transaction.done,
        ]);
      }),
    handleOf: ({ sourceId, name }) =>
      use(async (database) => {
        const folder = await database.get('labHandles', [sourceId, '']);
        const own = folder ?? (await database.get('labHandles', [sourceId, name]));
        return own?.handle ?? null;
      }),
    put: (clips) =>
      use(async (database) => {
        const transaction = database.transaction(
          ['labSources', 'labClips', 'labClipParts'],
          'readwrite',
        );
        const sources = new Set(await transaction.objectStore('labSources').getAllKeys());
        const there = clips.filter(({ sourceId }) => sources.has(sourceId));
        const anew = there.filter(({ state }) => state.kind !== 'begun');
        await Promise.all([
          ...there.map((clip) => transaction.objectStore('labClips').put(clip)),
          ...anew.map((clip) => transaction.objectStore('labClipParts').delete(partsOf(clip))),
          transaction.done,
        ]);
        return there.length === clips.length;
      }),
    addPart: (part, clip) =>
      use(async (database) => {
        if (clipKey(part) !== clipKey(clip)) throw new RangeError('a part of another clip');
        const transaction = database.transaction(
          ['labSources', 'labClips', 'labClipParts'],
          'readwrite',
        );
        if ((await transaction.objectStore('labSources').getKey(clip.sourceId)) === undefined) {
          await transaction.done;
          return false;
        }
        await Promise.all([
          transaction.objectStore('labClipParts').put(part),
          transaction.objectStore('labClips').put(clip),
          transaction.done,
        ]);
        return true;
      }),
    finish: (clip, header) =>
      use(async (database) => {
        const transaction = database.transaction(
          ['labSources', 'labClips', 'labClipParts', 'labFiles'],
          'readwrite',
        );
        if ((await transaction.objectStore('labSources').getKey(clip.sourceId)) === undefined) {
          await transaction.done;
          return false;
        }
        const { sourceId, features } = clip;
        const parts = await transaction.objectStore('labClipParts').getAll(partsOf(clip));
        const content = new Blob([header, ...parts.map(({ rows }) => rows)], { type: 'text/csv' });
        await Promise.all([
          transaction.objectStore('labFiles').put({ sourceId, name: features, content }),
          transaction.objectStore('labClips').put(clip),
          transaction.objectStore('labClipParts').delete(partsOf(clip)),
          transaction.done,
        ]);
        return true;
      }),
  };
}
