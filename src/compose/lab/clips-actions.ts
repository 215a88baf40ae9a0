import { createClipStore, type KeptClips } from '#adapters/idb/clip-store.ts';
import { holdAlone } from '#adapters/page/hold-alone.ts';
import { openClipReader } from '#adapters/worker-clients/clip-client.ts';
import { type Clip, clipKey } from '#core/lab/clip.ts';
import type { ClipReader } from '#core/lab/clip-reading.ts';
import { FILE_CHANGED, givenWords, troubleWords } from '#core/lab/clip-words.ts';
import { matchGiven, newClips } from '#core/lab/given-videos.ts';
import type { VideosSource } from '#core/lab/lab-source.ts';
import { createClipQueue } from '#pipelines/lab/read-clips.ts';
import type { ClipsActions, GivenVideo } from '#ui/lab/clips/clips-actions.ts';
import { createClipFiles } from './clip-files.ts';
import type { LabDeps } from './lab-deps.ts';
import { seldom } from './seldom.ts';

/** What tests put in the place of what a page has. */
export interface ClipsParts {
  readonly store: KeptClips;
  readonly startReader: () => Promise<ClipReader<Blob>>;
  /** Of the lock under which one tab reads. */
  readonly lock: string;
}

/** The store is told this often at most. */
const TELL_MS = 300;

const ASSETS = () => ({
  wasmFolder: new URL('/wasm', document.baseURI).href,
  model: new URL('/models/face_landmarker.task', document.baseURI).href,
});

const isUnread = ({ state }: Clip): boolean => state.kind === 'waiting' || state.kind === 'begun';

export function createClipsActions(
  {
    stores: { clips: shown },
    desk,
  }: {
    readonly desk: Pick<LabDeps['desk'], 'renew'>;
    readonly stores: Pick<LabDeps['stores'], 'clips'>;
  },
  parts: Partial<ClipsParts> = {},
): ClipsActions {
  const store = parts.store ?? createClipStore();
  const files = createClipFiles(store);
  const startReader = parts.startReader ?? (() => openClipReader({ assets: ASSETS() }));
  const tell = seldom(TELL_MS, () => {
    shown.setState({ queue: queue.state() });
  });
  const queue = createClipQueue({
    ...{ store, startReader },
    open: (clip) => files.open(clip),
    now: () => performance.now(),
    onChange: tell,
    onFeatures() {
      desk.renew();
      shown.setState(({ revision }) => ({ revision: revision + 1 }));
    },
  });

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      shown.setState({ trouble: troubleWords(error), queue: queue.state() });
    }
  };

  /** Does not wait for the end of it. */
  const readOn = (): void => {
    queue.goOn();
    shown.setState({ trouble: null });
    void attempt(async () => {
      if (queue.state().run !== 'idle') return queue.read();
      const held = await holdAlone(parts.lock ?? 'heed-clips', () => queue.read());
      if (!held) shown.setState({ said: 'Another tab of Heed reads these videos already.' });
    });
  };

  const begin = async (
    videos: readonly GivenVideo[],
    folder: FileSystemDirectoryHandle | null,
  ): Promise<void> => {
    const sourceId = crypto.randomUUID();
    const described = videos.map((video) => ({
      ...describe(video),
      reopens: folder !== null || video.handle !== null,
    }));
    const added = newClips(sourceId, described);
    const source: VideosSource = {
      ...{ kind: 'videos', id: sourceId, formatVersion: 1, addedAt: Date.now() },
      ...{ name: nameOf(videos, folder), licence: '', used: true },
    };
    const handles =
      folder === null
        ? videos.flatMap(({ path, handle }) =>
            handle === null ? [] : [{ sourceId, name: path, handle }],
          )
        : [{ sourceId, name: '', handle: folder }];
    await store.addSource(source, added, handles);
    const fileAt = new Map(videos.map(({ path, file }) => [path, file]));
    for (const clip of added) {
      const file = fileAt.get(clip.name);
      if (file !== undefined) files.give(clip, file);
    }
    queue.take(added);
    shown.setState(({ revision }) => ({ revision: revision + 1 }));
  };

  /** Clips as they are kept; those whose files this page does not have wait for them. */
  const load = async (): Promise<void> => {
    const { items, unreadable } = await store.list();
    const there = new Set(items.map(({ sourceId }) => sourceId));
    queue.keepSources(there);
    const has = new Set(queue.state().clips.map(clipKey));
    const more = items.filter((clip) => !has.has(clipKey(clip)));
    const lacking = more.filter((clip) => isUnread(clip) && !clip.reopens && !files.isGiven(clip));
    queue.take(more.filter((clip) => !lacking.includes(clip)));
    queue.take(lacking, 'not_given');
    shown.setState({ unreadable, queue: queue.state() });
  };

  const readClips = (): Promise<void> =>
    attempt(async () => {
      await files.ask(queue.state().clips.filter(isUnread));
      readOn();
    });

  return {
    openClips: () => attempt(load),
    addVideos: (videos, folder) =>
      attempt(async () => {
        await load();
        const given = videos.map((video) => ({ ...describe(video), video }));
        const { awaited, changed, known, fresh } = matchGiven(given, queue.state().clips);
        for (const { clip, given: one } of [...awaited, ...changed]) {
          files.give(clip, one.video.file);
        }
        const anew = [
          ...awaited
            .filter(({ clip }) => clip.state.kind !== 'begun')
            .map(({ clip }): Clip => ({ ...clip, state: { kind: 'waiting' } })),
          ...changed.map(({ clip, given: { sizeBytes, lastModified } }): Clip => {
            const now = { sizeBytes, lastModified, note: FILE_CHANGED };
            return { ...clip, ...now, state: { kind: 'waiting' } };
          }),
        ];
        await store.put(anew);
        queue.take(anew);
        if (fresh.length > 0) {
          await begin(
            fresh.map(({ video }) => video),
            folder,
          );
        }
        shown.setState({ said: givenWords(awaited.length, changed.length, known.length) });
        if (fresh.length + awaited.length + changed.length > 0) readOn();
      }),
    readClips,
    pauseClips() {
      queue.pause();
      return Promise.resolve();
    },
    retryClips: (key) =>
      attempt(async () => {
        const anew = queue
          .state()
          .clips.filter((clip) => clip.state.kind === 'failed')
          .filter((clip) => key === null || clipKey(clip) === key)
          .map((clip): Clip => ({ ...clip, note: null, state: { kind: 'waiting' } }));
        await store.put(anew);
        queue.take(anew);
        await readClips();
      }),
  };
}

const describe = ({ file, path }: GivenVideo) => ({
  path,
  sizeBytes: file.size,
  lastModified: file.lastModified,
});

function nameOf(videos: readonly GivenVideo[], folder: FileSystemDirectoryHandle | null): string {
  if (folder !== null) return folder.name;
  const [first, ...others] = videos;
  if (first === undefined) return 'Videos';
  if (others.length === 0) return first.path;
  const top = first.path.split('/')[0] ?? '';
  const isOneFolder = videos.every(({ path }) => path.startsWith(`${top}/`));
  return isOneFolder ? top : `${videos.length} videos`;
}
