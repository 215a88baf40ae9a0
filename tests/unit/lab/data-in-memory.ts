import { createHash } from 'node:crypto';
import { unzip } from '#adapters/files/unzip.ts';
import type { LabelTrack } from '#core/lab/label-track.ts';
import type { FilesSource, LabSource } from '#core/lab/lab-source.ts';
import type { SampleChunk, SessionRecord } from '#core/sessions/records.ts';
import { memoryContent } from '#pipelines/dataset/memory-content.ts';
import type {
  LabReadingPorts,
  LabReadingStores,
  ReadingProgress,
} from '#pipelines/lab/read-lab.ts';

export const sha256 = (bytes: ArrayBuffer): Promise<string> =>
  Promise.resolve(createHash('sha256').update(new Uint8Array(bytes)).digest('hex'));

export const fileSource = (
  id: string,
  name: string,
  given: Partial<FilesSource> = {},
): FilesSource => ({
  id,
  formatVersion: 1,
  name,
  addedAt: 0,
  licence: '',
  used: true,
  kind: 'files',
  ...given,
});

/** The lab's stores with files in memory, by source and path; all of it can be changed. */
export function inMemory(
  files: Readonly<Record<string, Readonly<Record<string, string>>>>,
  more: readonly LabSource[] = [],
) {
  const sources: LabSource[] = [
    ...Object.keys(files).map((id) => fileSource(id, `source ${id}`)),
    ...more,
  ];
  const tracks: LabelTrack[] = [];
  const sessions = new Map<string, { record: SessionRecord; chunks: readonly SampleChunk[] }>();
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const named = (id: string) =>
    Object.entries(files[id] ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  let opened = 0;
  const stores: LabReadingStores = {
    sources: { list: () => Promise.resolve({ items: sources, unreadable: [] }) },
    labels: { list: () => Promise.resolve({ items: tracks, unreadable: [] }) },
    files: {
      list: (sourceId) =>
        Promise.resolve(
          named(sourceId).map(([name, text]) => ({ sourceId, name, sizeBytes: text.length })),
        ),
      contents: (id) => {
        opened++;
        return Promise.resolve(
          named(id).map(([name, text]) => memoryContent(name, bytesOf(text), sha256)),
        );
      },
    },
    archive: {
      get: (id) => Promise.resolve(sessions.get(id)?.record ?? null),
      async *samples(id) {
        await Promise.resolve();
        yield* sessions.get(id)?.chunks ?? [];
      },
    },
  };
  const seen: ReadingProgress[] = [];
  const ports: LabReadingPorts = {
    sha256,
    unzip,
    onProgress: (progress) => {
      seen.push(progress);
    },
  };
  return { stores, ports, sources, tracks, sessions, seen, timesOpened: () => opened };
}
