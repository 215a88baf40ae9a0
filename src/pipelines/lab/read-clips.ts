import { type Clip, clipKey } from '#core/lab/clip.ts';
import { createPaceKeeper, timeLeft } from '#core/lab/clip-pace.ts';
import type { ClipLack, ClipQueueState } from '#core/lab/clip-queue-state.ts';
import { type ClipReader, ReaderBroke } from '#core/lab/clip-reading.ts';
import { FILE_CHANGED } from '#core/lab/clip-words.ts';
import type { ClipStore } from '#core/lab/lab-stores.ts';
import { durationMs } from '#core/units.ts';
import { type ClipEnd, keepFailed, readClip } from './read-clip.ts';

/** How a clip's file can be had. */
export type OpenedClip<VideoFile> =
  | {
      readonly kind: 'file';
      readonly file: VideoFile;
      readonly sizeBytes: number;
      readonly lastModified: number;
    }
  /** The person has to allow that it is opened again. */
  | { readonly kind: 'not_allowed' }
  /** The person has to give it again. */
  | { readonly kind: 'not_given' }
  | { readonly kind: 'gone'; readonly why: string };

export interface ClipQueuePorts<VideoFile> {
  readonly store: ClipStore;
  open(clip: Clip): Promise<OpenedClip<VideoFile>>;
  startReader(): Promise<ClipReader<VideoFile>>;
  /** Milliseconds; never goes back. */
  now(): number;
  onChange(queue: ClipQueueState): void;
  /** A clip's features are there. */
  onFeatures(clip: Clip): void;
}

/** Reads clips one at a time, and tells how far it is. */
export interface ClipQueue {
  /** Puts more of them at the end, or others in the place of those that it has; `lack`: as far as it is known. */
  take(clips: readonly Clip[], lack?: ClipLack): void;
  /** Those of the sources that are no more are left out. */
  keepSources(ids: ReadonlySet<string>): void;
  /**
   * Resolves once nothing more can be read for now, or it was closed. Rejects with what would meet
   * every clip: the store's or the reader's own trouble. What is kept stays kept.
   */
  read(): Promise<void>;
  /** The rows so far are kept, and `read` waits for `goOn`. */
  pause(): void;
  goOn(): void;
  state(): ClipQueueState;
  /** As when the page goes: nothing more is kept. */
  close(): void;
}

/** How often a clip is tried over which the reader, not the clip, gave up. */
const ATTEMPTS = 2;

export function createClipQueue<VideoFile>(ports: ClipQueuePorts<VideoFile>): ClipQueue {
  const { store } = ports;
  const pace = createPaceKeeper();
  const lacks = new Map<string, ClipLack>();
  /** As they are kept. */
  let clips = new Map<string, Clip>();
  let current: string | null = null;
  /** The current one with what was read since its last part. */
  let ahead: Clip | null = null;
  let running: Promise<void> | null = null;
  let pausing: { readonly over: Promise<void>; readonly end: () => void } | null = null;
  let reader: ClipReader<VideoFile> | null = null;
  let closed = false;

  const state = (): ClipQueueState => {
    const list = Array.from(clips, ([key, clip]) => (key === current ? (ahead ?? clip) : clip));
    const now = pace.pace();
    return {
      clips: list,
      lacks: new Map(lacks),
      current,
      run: running === null ? 'idle' : pausing === null ? 'reading' : 'paused',
      pace: now,
      left: timeLeft(list, now),
    };
  };
  const tell = (): void => {
    if (!closed) ports.onChange(state());
  };
  const set = (clip: Clip): void => {
    // A source that was deleted takes its clips along.
    if (clips.has(clipKey(clip))) clips.set(clipKey(clip), clip);
  };
  const settle = (key: string, end: ClipEnd): void => {
    if (end.kind === 'gone') clips.delete(key);
    else set(end.clip);
  };

  const next = (): Clip | null => {
    const open = [...clips.values()].filter((clip) => !lacks.has(clipKey(clip)));
    return (
      open.find((clip) => clip.state.kind === 'begun') ??
      open.find((clip) => clip.state.kind === 'waiting') ??
      null
    );
  };

  const opened = async (clip: Clip): Promise<{ clip: Clip; file: VideoFile } | null> => {
    const key = clipKey(clip);
    const found = await ports.open(clip);
    if (found.kind === 'not_allowed' || found.kind === 'not_given') {
      lacks.set(key, found.kind);
      return null;
    }
    if (found.kind === 'gone') {
      settle(key, await keepFailed(store, clip, found.why));
      return null;
    }
    const { file, sizeBytes, lastModified } = found;
    if (sizeBytes === clip.sizeBytes && lastModified === clip.lastModified) return { clip, file };
    const anew: Clip = {
      ...clip,
      ...{ sizeBytes, lastModified },
      note: clip.state.kind === 'begun' ? FILE_CHANGED : clip.note,
      state: { kind: 'waiting' },
    };
    if (!(await store.put([anew]))) {
      clips.delete(key);
      return null;
    }
    set(anew);
    return { clip: anew, file };
  };

  const attempt = async (clip: Clip, file: VideoFile): Promise<ClipEnd> => {
    reader ??= await ports.startReader();
    let at = ports.now();
    return readClip({
      ...{ clip, file, reader, store },
      onStretch(now, stretch, video) {
        const then = ports.now();
        pace.add(stretch.frames, video, durationMs(then - at));
        at = then;
        if (closed) throw new Closed();
        ahead = now;
        tell();
      },
      onKept(now) {
        set(now);
        tell();
      },
      pauses: {
        wanted: () => pausing !== null,
        async over() {
          await pausing?.over;
          at = ports.now();
          if (closed) throw new Closed();
        },
      },
    });
  };

  const readOne = async (waiting: Clip): Promise<void> => {
    const key = clipKey(waiting);
    const ready = await opened(waiting);
    if (ready === null) return;
    current = key;
    tell();
    for (let tries = 1, clip = ready.clip; ; tries++, clip = clips.get(key) ?? clip) {
      try {
        settle(key, await attempt(clip, ready.file));
        break;
      } catch (error) {
        if (!(error instanceof ReaderBroke)) throw error;
        reader?.close();
        reader = ahead = null;
        if (closed) throw new Closed();
        if (tries < ATTEMPTS) continue;
        const why = `Reading it broke down ${ATTEMPTS} times (${error.message}).`;
        settle(key, await keepFailed(store, clips.get(key) ?? clip, why));
        break;
      }
    }
    const clip = clips.get(key);
    if (clip?.state.kind === 'done') ports.onFeatures(clip);
  };

  const readAll = async (): Promise<void> => {
    try {
      for (let clip = next(); clip !== null && !closed; clip = next()) {
        await (pausing?.over ?? Promise.resolve());
        await readOne(clip);
        current = ahead = null;
        tell();
      }
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
    } finally {
      reader?.close();
      reader = null;
      running = current = ahead = null;
      tell();
    }
  };

  return {
    take(more, lack) {
      const changed = new Map(clips);
      for (const clip of more) {
        changed.set(clipKey(clip), clip);
        if (lack === undefined) lacks.delete(clipKey(clip));
        else lacks.set(clipKey(clip), lack);
      }
      clips = changed;
      tell();
    },
    keepSources(ids) {
      clips = new Map([...clips].filter(([, { sourceId }]) => ids.has(sourceId)));
      tell();
    },
    read() {
      lacks.clear();
      running ??= readAll();
      tell();
      return running;
    },
    pause() {
      if (running === null || pausing !== null) return;
      let end: () => void = () => undefined;
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      pausing = { over, end };
      tell();
    },
    goOn() {
      pausing?.end();
      pausing = null;
      tell();
    },
    state,
    close() {
      closed = true;
      reader?.close();
      pausing?.end();
    },
  };
}

class Closed extends Error {
  override readonly name = 'Closed';
}
