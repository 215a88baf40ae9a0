import { describe, expect, it } from 'vitest';
import { type Clip, clipKey, type ClipPart } from '#core/lab/clip.ts';
import { createPaceKeeper, shareDone, timeLeft } from '#core/lab/clip-pace.ts';
import type { ClipQueueState } from '#core/lab/clip-queue-state.ts';
import { type ClipReader, type ClipStretch, ReaderBroke } from '#core/lab/clip-reading.ts';
import { FILE_CHANGED, troubleWords } from '#core/lab/clip-words.ts';
import { matchGiven, newClips } from '#core/lab/given-videos.ts';
import type { ClipStore } from '#core/lab/lab-stores.ts';
import { parseClip } from '#core/lab/stored-clip.ts';
import { durationMs, timestampMs } from '#core/units.ts';
import { type ClipQueue, createClipQueue, type OpenedClip } from '#pipelines/lab/read-clips.ts';

const FRAME_MS = 100;

/** A video of the tests is how many frames it has. */
interface FakeVideo {
  readonly frames: number;
  readonly sizeBytes: number;
  readonly lastModified: number;
}
const video = (frames: number, lastModified = 1): FakeVideo => ({
  ...{ frames, sizeBytes: frames * 10, lastModified },
});

/** What a browser keeps, as long as the test lasts. */
function fakeStore(clips: readonly Clip[]) {
  const kept = new Map(clips.map((clip) => [clipKey(clip), clip]));
  const parts: ClipPart[] = [];
  const files = new Map<string, string>();
  const trouble = { next: null as Error | null };
  const guard = (clip: Clip): boolean => {
    const error = trouble.next;
    trouble.next = null;
    if (error !== null) throw error;
    return kept.has(clipKey(clip));
  };
  const store: ClipStore = {
    list: () => Promise.resolve({ items: [...kept.values()], unreadable: [] }),
    put: (more) => {
      for (const clip of more) kept.set(clipKey(clip), clip);
      return Promise.resolve(true);
    },
    async addPart(part, clip) {
      await Promise.resolve();
      if (!guard(clip)) return false;
      parts.push(part);
      kept.set(clipKey(clip), clip);
      return true;
    },
    async finish(clip, header) {
      await Promise.resolve();
      if (!guard(clip)) return false;
      const own = parts.filter((part) => clipKey(part) === clipKey(clip));
      files.set(clipKey(clip), header + own.map(({ rows }) => rows).join(''));
      kept.set(clipKey(clip), clip);
      return true;
    },
  };
  return { store, kept, parts, files, trouble };
}

interface Played {
  readonly begun: string[];
  readonly read: number[];
}

/** Reads rows that are their frame's number; breaks down once `breaksAt` rows were given. */
function fakeReader(played: Played, breaksAt: () => number | null): ClipReader<FakeVideo> {
  let at = 0;
  let all = 0;
  return {
    begin(file, { name, after }) {
      played.begun.push(name);
      at = after?.frames ?? 0;
      all = file.frames;
      return Promise.resolve(
        all === 0
          ? { kind: 'damaged', detail: 'it holds no frames' }
          : { kind: 'video', expectedFrames: all },
      );
    },
    next(most): Promise<ClipStretch> {
      const limit = breaksAt();
      if (limit !== null && at >= limit) return Promise.reject(new ReaderBroke(new Error('gone')));
      const frames = Math.min(most, all - at);
      const numbers = Array.from({ length: frames }, (_, i) => at + i + 1);
      played.read.push(...numbers);
      at += frames;
      return Promise.resolve({
        ...{ rows: numbers.map((number) => `${number}\n`).join(''), frames, faces: frames },
        ...{ undecoded: 0, baseline: null },
        until: frames === 0 ? null : timestampMs((at - 1) * FRAME_MS),
        end: at === all ? { kind: 'ended' } : null,
      });
    },
    close: () => undefined,
  };
}

const SOURCE = 's';
const clipsOf = (videos: Readonly<Record<string, FakeVideo>>): readonly Clip[] =>
  newClips(
    SOURCE,
    Object.entries(videos).map(([path, { sizeBytes, lastModified }]) => ({
      ...{ path, sizeBytes, lastModified, reopens: true },
    })),
  );

function playground(videos: Record<string, FakeVideo | 'not_given' | 'not_allowed' | 'gone'>) {
  const known = Object.fromEntries(
    Object.entries(videos).map(([path, one]) => [path, typeof one === 'string' ? video(1) : one]),
  );
  const held = fakeStore(clipsOf(known));
  const played: Played = { begun: [], read: [] };
  const breaking = { at: null as number | null };
  const open = (changed: (state: ClipQueueState) => void = () => undefined): ClipQueue => {
    let now = 0;
    const queue = createClipQueue<FakeVideo>({
      store: held.store,
      startReader: () => Promise.resolve(fakeReader(played, () => breaking.at)),
      open({ name }): Promise<OpenedClip<FakeVideo>> {
        const file = videos[name];
        if (file === undefined || file === 'gone') {
          return Promise.resolve({ kind: 'gone', why: 'It is not there any more.' });
        }
        return Promise.resolve(
          typeof file === 'string' ? { kind: file } : { kind: 'file', file, ...file },
        );
      },
      now: () => (now += 10),
      onChange: changed,
      onFeatures: () => undefined,
    });
    queue.take([...held.kept.values()]);
    return queue;
  };
  const stateOf = (path: string) => held.kept.get(`${SOURCE}/${path}`)?.state;
  const rowsOf = (path: string): readonly number[] =>
    (held.files.get(`${SOURCE}/${path}`) ?? '').trimEnd().split('\n').slice(1).map(Number);
  return { ...held, videos, played, breaking, open, stateOf, rowsOf };
}

const counted = (frames: number): readonly number[] =>
  Array.from({ length: frames }, (_, i) => i + 1);

describe('videos that are read one after the other', () => {
  it('[CLP-3] are kept in parts of a few seconds, and go on after the last one when the page is gone', async () => {
    const { open, played, parts, stateOf, rowsOf } = playground({ 'a.mp4': video(200) });
    let page: ClipQueue | null = null;
    page = open(({ clips: [clip] }) => {
      if (clip?.state.kind === 'begun' && clip.state.soFar.frames > 130) page?.close();
    });
    await page.read();
    const state = stateOf('a.mp4');
    const frames = state?.kind === 'begun' ? state.soFar.frames : 0;
    expect(frames).toBeGreaterThan(50);
    expect(parts.reduce((sum, part) => sum + part.frames, 0)).toBe(frames);
    played.read.length = 0;
    await open().read();
    expect(played.read).toEqual(counted(200).slice(frames));
    expect(rowsOf('a.mp4')).toEqual(counted(200));
    expect(stateOf('a.mp4')).toMatchObject({ kind: 'done', frames: 200, seams: 1 });
  });

  it('[CLP-2] are kept at once where somebody pauses, and go on without a seam', async () => {
    const { open, played, stateOf, rowsOf } = playground({ 'a.mp4': video(60), 'b.mp4': video(9) });
    let paused: () => void = () => undefined;
    const isPaused = new Promise<void>((resolve) => {
      paused = resolve;
    });
    let isFirst = true;
    const queue = open(({ clips: [clip], run }) => {
      if (clip?.state.kind !== 'begun') return;
      if (run === 'paused' && stateOf('a.mp4')?.kind === 'begun') paused();
      if (isFirst) {
        isFirst = false;
        queue.pause();
      }
    });
    const over = queue.read();
    await isPaused;
    expect(played.read).toHaveLength(8);
    expect(stateOf('a.mp4')).toMatchObject({ kind: 'begun', soFar: { frames: 8 } });
    queue.goOn();
    await over;
    expect(rowsOf('a.mp4')).toEqual(counted(60));
    expect(stateOf('a.mp4')).toMatchObject({ seams: 0 });
    expect(stateOf('b.mp4')).toMatchObject({ kind: 'done', frames: 9 });
  });

  it('[CLP-6] say why they failed, each for itself, and can be tried again', async () => {
    const place = playground({ 'a.mp4': video(0), 'b.mp4': 'gone', 'c.mp4': video(5) });
    await place.open().read();
    expect(place.stateOf('a.mp4')).toEqual({
      kind: 'failed',
      why: 'The file is cut off or damaged (it holds no frames).',
    });
    expect(place.stateOf('b.mp4')).toMatchObject({ kind: 'failed' });
    expect(place.rowsOf('c.mp4')).toEqual(counted(5));
  });

  it('[CLP-6] are tried twice where the reader broke down, from what is kept', async () => {
    const place = playground({ 'a.mp4': video(100), 'b.mp4': video(3) });
    place.breaking.at = 80;
    await place.open().read();
    expect(place.stateOf('a.mp4')).toEqual({
      kind: 'failed',
      why: 'Reading it broke down 2 times (gone).',
    });
    expect(place.rowsOf('b.mp4')).toEqual(counted(3));
    expect(place.played.begun).toEqual(['a', 'a', 'b']);
  });

  it('[CLP-7] that have changed since they were begun are read anew, with a word', async () => {
    const place = playground({ 'a.mp4': video(100) });
    let page: ClipQueue | null = null;
    page = place.open(({ clips: [clip] }) => {
      if (clip?.state.kind === 'begun' && clip.state.soFar.frames > 60) page?.close();
    });
    await page.read();
    expect(place.stateOf('a.mp4')?.kind).toBe('begun');
    place.parts.length = 0;
    place.videos['a.mp4'] = video(90, 2);
    await place.open().read();
    expect(place.rowsOf('a.mp4')).toEqual(counted(90));
    expect(place.kept.get('s/a.mp4')).toMatchObject({ note: FILE_CHANGED, lastModified: 2 });
  });

  it('[CLP-8] wait where they have to be allowed or given again, and keep no other waiting', async () => {
    const place = playground({ 'a.mp4': 'not_given', 'b.mp4': 'not_allowed', 'c.mp4': video(4) });
    const queue = place.open();
    await queue.read();
    expect([...queue.state().lacks]).toEqual([
      ['s/a.mp4', 'not_given'],
      ['s/b.mp4', 'not_allowed'],
    ]);
    expect(place.stateOf('a.mp4')).toEqual({ kind: 'waiting' });
    expect(place.rowsOf('c.mp4')).toEqual(counted(4));
    expect(queue.state().run).toBe('idle');
  });

  it('[CLP-9] of a source that is deleted meanwhile leave nothing, and do not stop the others', async () => {
    const place = playground({ 'a.mp4': video(100), 'b.mp4': video(3) });
    const queue = place.open(({ current }) => {
      if (current === 's/a.mp4') place.kept.delete('s/a.mp4');
    });
    await queue.read();
    expect(place.files.has('s/a.mp4')).toBe(false);
    expect(queue.state().clips.map(({ name }) => name)).toEqual(['b.mp4']);
    expect(place.rowsOf('b.mp4')).toEqual(counted(3));
  });

  it('[CLP-9] stop where nothing can be stored, and lose no row that was not', async () => {
    const place = playground({ 'a.mp4': video(200) });
    const full = Object.assign(new Error('no room'), { fault: 'storage_full' });
    const queue = place.open();
    place.trouble.next = full;
    await expect(queue.read()).rejects.toBe(full);
    expect(troubleWords(full)).toContain('What was read so far is kept.');
    expect(queue.state()).toMatchObject({ run: 'idle', current: null });
    await queue.read();
    expect(place.rowsOf('a.mp4')).toEqual(counted(200));
  });
});

describe('how long videos take', () => {
  it('[CLP-11] is told by the median of what was read, once there is enough of it', () => {
    const keeper = createPaceKeeper();
    for (const took of [400, 400, 60_000]) keeper.add(8, durationMs(800), durationMs(took));
    expect(keeper.pace()).toBeNull();
    keeper.add(8, durationMs(800), durationMs(400));
    expect(keeper.pace()).toEqual({ framesPerSecond: 20, timesRealTime: 2 });
  });

  it('[CLP-11] is not told of files of which none was opened', () => {
    const pace = { framesPerSecond: 20, timesRealTime: 2 };
    const [first, second] = clipsOf({ 'a.mp4': video(100), 'b.mp4': video(300) }) as [Clip, Clip];
    expect(timeLeft([first, second], pace)).toBeNull();
    const state = { kind: 'done', frames: 100, faces: 100, undecoded: 0, seams: 0 } as const;
    const done: Clip = { ...first, state };
    expect(timeLeft([done, second], null)).toBeNull();
    expect(timeLeft([done, second], pace)).toBe(15_000);
    expect(shareDone([done, second])).toBe(0.25);
    expect(timeLeft([done], pace)).toBe(0);
  });
});

describe('videos that are given', () => {
  const [clip] = clipsOf({ 'x/a.mp4': video(10) }) as [Clip];
  const same = { path: 'x/a.mp4', sizeBytes: 100, lastModified: 1 };

  it('[CLP-8] are known again by path, size and date', () => {
    expect(matchGiven([same], [clip]).awaited).toEqual([{ clip, given: same }]);
    const state = { kind: 'done', frames: 1, faces: 1, undecoded: 0, seams: 0 } as const;
    expect(matchGiven([same], [{ ...clip, state }]).known).toEqual([same]);
    const other = { ...same, sizeBytes: 99 };
    // Alone, it may be another video of that name.
    expect(matchGiven([other], [clip]).fresh).toEqual([other]);
  });

  it('[CLP-7] are taken for changed where others of their source came along', () => {
    const [a, b] = clipsOf({ 'a.mp4': video(1), 'b.mp4': video(2) }) as [Clip, Clip];
    const whole = { path: 'a.mp4', sizeBytes: 10, lastModified: 1 };
    const later = { path: 'b.mp4', sizeBytes: 21, lastModified: 5 };
    const matched = matchGiven([whole, later], [a, b]);
    expect(matched.awaited.map(({ clip: { name } }) => name)).toEqual(['a.mp4']);
    expect(matched.changed.map(({ clip: { name } }) => name)).toEqual(['b.mp4']);
  });

  it('[CLP-1] get features named as they are, and two that differ in their ending get their own', () => {
    const names = newClips(
      SOURCE,
      ['x/a.mp4', 'x/a.webm', 'x.y/b'].map((path) => ({
        ...{ path, sizeBytes: 1, lastModified: 1, reopens: false },
      })),
    ).map(({ features }) => features);
    expect(names).toEqual(['x/a.csv', 'x/a.webm.csv', 'x.y/b.csv']);
  });

  it('[CLP-12] that a newer version keeps, or that are damaged, are told by name', () => {
    expect(parseClip(structuredClone(clip))).toEqual(clip);
    expect(() => parseClip({ ...clip, formatVersion: 2 })).toThrow('x/a.mp4: how far it was read');
    expect(() => parseClip({ ...clip, state: { kind: 'begun' } })).toThrow('is damaged (state');
  });
});
