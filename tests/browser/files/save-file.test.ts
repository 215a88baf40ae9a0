import { afterEach, describe, expect, it, vi } from 'vitest';
import { inBlobs, type FileToSave } from '#adapters/files/content.ts';
import { saveFile } from '#adapters/files/save-file.ts';
import { zipped } from '#adapters/files/zip.ts';

const NAME = 'features_a_b_c.csv';

async function* lines(count: number, made?: { count: number }): AsyncGenerator<string> {
  for (let i = 0; i < count; i++) {
    if (made !== undefined) made.count++;
    yield await Promise.resolve(`${i},${'x'.repeat(1000)}\n`);
  }
}

const file = (content: FileToSave['content']): FileToSave => ({
  name: NAME,
  mime: 'text/csv',
  content,
});

/** The picker can't be clicked from here; what it would give is a real handle, in the origin's own files. */
async function pickedHandle(): Promise<FileSystemFileHandle> {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle(`${Math.random()}.csv`, { create: true });
  vi.stubGlobal('showSaveFilePicker', () => Promise.resolve(handle));
  return handle;
}

function caughtDownloads() {
  const blobs: Blob[] = [];
  const names: string[] = [];
  vi.stubGlobal('showSaveFilePicker', undefined);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) blobs.push(blob);
    return 'blob:x';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    names.push(this.download);
  });
  return { blobs, names };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('saving', () => {
  it('[EXP-9] streams to the place that was chosen', async () => {
    const handle = await pickedHandle();
    expect(await saveFile(file(lines(5000)))).toBe('saved');
    const text = await (await handle.getFile()).text();
    expect(text.split('\n')).toHaveLength(5001);
    expect(text.startsWith('0,xxx')).toBe(true);
  });

  it('[EXP-9] holds about a megabyte at a time, however long the content is', async () => {
    const made = { count: 0 };
    let given = 0;
    for await (const blob of inBlobs(lines(20_000, made))) {
      given += blob.size;
      expect(made.count * 1007 - given).toBeLessThan(200_000);
      expect(blob.size).toBeLessThan(1_100_000);
    }
    expect(given).toBeGreaterThan(20_000_000);
  });

  it('[EXP-10] leaves nothing half written when it is stopped', async () => {
    const handle = await pickedHandle();
    const controller = new AbortController();
    const made = { count: 0 };
    async function* stoppedMidway(): AsyncGenerator<string> {
      for await (const line of lines(50_000, made)) {
        if (made.count === 5000) controller.abort(new Error('enough'));
        yield line;
      }
    }
    await expect(saveFile(file(stoppedMidway()), controller.signal)).rejects.toThrow('enough');
    expect(made.count).toBeLessThan(10_000);
    expect((await handle.getFile()).size).toBe(0);
  });

  it('[EXP-10] leaves nothing half written when the content fails', async () => {
    const handle = await pickedHandle();
    async function* failing(): AsyncGenerator<string> {
      yield* lines(3000);
      throw new Error('the store is gone');
    }
    await expect(saveFile(file(failing()))).rejects.toThrow('the store is gone');
    expect((await handle.getFile()).size).toBe(0);
  });

  it('[EXP-11] is a download where there is no picker, or it may not be shown', async () => {
    const caught = caughtDownloads();
    expect(await saveFile(file(lines(3000)))).toBe('downloaded');
    vi.stubGlobal('showSaveFilePicker', () =>
      Promise.reject(new DOMException('embedded', 'SecurityError')),
    );
    expect(await saveFile(file(lines(2)))).toBe('downloaded');
    expect(caught.names).toEqual([NAME, NAME]);
    expect(caught.blobs.map(({ type }) => type)).toEqual(['text/csv', 'text/csv']);
    expect((await caught.blobs[0]?.text())?.split('\n')).toHaveLength(3001);
  });

  it('[EXP-11] is nothing at all where the person cancels', async () => {
    const made = { count: 0 };
    vi.stubGlobal('showSaveFilePicker', () => Promise.reject(new DOMException('no', 'AbortError')));
    expect(await saveFile(file(lines(10, made)))).toBe('cancelled');
    expect(made.count).toBe(0);
  });

  it('[EXP-12] a zip holds every file whole, and is made as it is read', async () => {
    const made = { count: 0 };
    async function* files(): AsyncGenerator<FileToSave> {
      yield await Promise.resolve({ ...file(lines(3000, made)), name: 'a.csv' });
      yield { ...file(lines(1)), name: 'captured_frames/b.jpg' };
    }
    const reader = zipped('all.zip', files(), new Date()).content[Symbol.asyncIterator]();
    await reader.next();
    expect(made.count).toBeLessThan(100);
    let size = 0;
    let tail = new Uint8Array();
    for (let part = await reader.next(); part.done !== true; part = await reader.next()) {
      if (typeof part.value === 'string') throw new TypeError('a zip is bytes');
      size += part.value.length;
      tail = part.value.slice();
    }
    expect(size).toBeGreaterThan(3_000_000);
    // End of central directory record: signature, and two entries.
    const end = new DataView(tail.buffer, tail.length - 22);
    expect(end.getUint32(0, true)).toBe(0x06054b50);
    expect(end.getUint16(10, true)).toBe(2);
  });
});
