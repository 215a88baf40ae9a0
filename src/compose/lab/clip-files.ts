import { askToOpen, fileOf, mayOpen } from '#adapters/files/given-again.ts';
import type { KeptClips } from '#adapters/idb/clip-store.ts';
import { type Clip, clipKey } from '#core/lab/clip.ts';
import type { OpenedClip } from '#pipelines/lab/read-clips.ts';

/** The files of clips: given in this page, or opened again by what was kept of them. */
export interface ClipFiles {
  give(clip: Clip, file: File): void;
  isGiven(clip: Clip): boolean;
  open(clip: Clip): Promise<OpenedClip<Blob>>;
  /** Asks to open again what has to be asked for. */
  ask(clips: readonly Clip[]): Promise<void>;
}

const GONE =
  'The file is no longer where it was. Put it back, or give it again, and then try again.';

const asOpened = (file: File): OpenedClip<Blob> => ({
  kind: 'file',
  file,
  sizeBytes: file.size,
  lastModified: file.lastModified,
});

export function createClipFiles(store: Pick<KeptClips, 'handleOf'>): ClipFiles {
  const given = new Map<string, File>();
  return {
    give(clip, file) {
      given.set(clipKey(clip), file);
    },
    isGiven: (clip) => given.has(clipKey(clip)),
    async open(clip) {
      const file = given.get(clipKey(clip));
      if (file !== undefined) return asOpened(file);
      const handle = await store.handleOf(clip);
      if (handle === null) return { kind: 'not_given' };
      if (!(await mayOpen(handle))) return { kind: 'not_allowed' };
      try {
        return asOpened(await fileOf(handle, clip.name));
      } catch (error) {
        const isGone = error instanceof DOMException && error.name === 'NotFoundError';
        const why = error instanceof Error ? error.message : String(error);
        return { kind: 'gone', why: isGone ? GONE : `The file could not be opened (${why}).` };
      }
    },
    async ask(clips) {
      const asked = new Set<string>();
      for (const clip of clips) {
        if (given.has(clipKey(clip)) || asked.has(clip.sourceId)) continue;
        const handle = await store.handleOf(clip);
        if (handle === null) continue;
        // A folder's answer is that of all in it.
        if (handle.kind === 'directory') asked.add(clip.sourceId);
        if (!(await askToOpen(handle).catch(() => false))) return;
      }
    },
  };
}
