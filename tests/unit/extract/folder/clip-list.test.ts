import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  chooseClips,
  findClips,
  folderKind,
  placeOf,
} from '../../../../scripts/extract/folder/clip-list.ts';
import { temporaryFolder } from '../../support/recording-files.ts';

let folder = temporaryFolder();
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

function put(...names: string[]): void {
  for (const name of names) {
    mkdirSync(join(folder.path, name, '..'), { recursive: true });
    writeFileSync(join(folder.path, name), name);
  }
}
const namesFound = async (): Promise<string[]> =>
  (await findClips(folder.path)).map(({ name }) => name);
const clip = (name: string) => ({ name, bytes: 1, modifiedMs: 1 });

describe('[BAT-1] clips beneath a folder', () => {
  test('are found at every depth, in natural order, with their size', async () => {
    put('Train/110001/10/10.avi', 'Train/110001/9/9.MP4', 'Train/110002/1/1.webm', 'a.mjpeg');
    expect(await namesFound()).toEqual([
      'a.mjpeg',
      'Train/110001/9/9.MP4',
      'Train/110001/10/10.avi',
      'Train/110002/1/1.webm',
    ]);
    const [first] = await findClips(folder.path);
    expect(first?.bytes).toBe('a.mjpeg'.length);
  });

  test('are videos alone, without what is hidden', async () => {
    put('x.csv', 'x.json', 'x.mp4.part', '.x.mp4', '.hidden/y.mp4', 'mp4/readme.txt');
    expect(await namesFound()).toEqual([]);
  });

  test('behind links are found once, and a link round ends nowhere', async () => {
    put('real/x.mp4');
    symlinkSync(join(folder.path, 'real'), join(folder.path, 'linked'));
    symlinkSync(folder.path, join(folder.path, 'real/up'));
    symlinkSync(join(folder.path, 'real/x.mp4'), join(folder.path, 'also.mp4'));
    const found = await namesFound();
    expect(found).toContain('also.mp4');
    expect(found.filter((name) => name.endsWith('/x.mp4'))).toHaveLength(1);
  });

  test('that are links to nothing are not passed over in silence', async () => {
    symlinkSync('/nowhere/x.mp4', join(folder.path, 'x.mp4'));
    expect(await namesFound()).toEqual(['x.mp4']);
  });

  test('have their table at the same place', () => {
    expect(placeOf('Train/110001/7/7.avi', '.csv')).toBe('Train/110001/7/7.csv');
    expect(placeOf('a.b.mp4', '.csv')).toBe('a.b.csv');
  });
});

test('[BAT-2] a folder is one of clips or one of stills, and else refused', () => {
  expect(folderKind('f', 3, 0)).toBe('clips');
  expect(folderKind('f', 0, 3)).toBe('stills');
  expect(() => folderKind('f', 2, 3)).toThrow('images in it (3) and videos in or beneath it (2)');
  expect(() => folderKind('f', 0, 0)).toThrow('no images in this folder');
});

describe('[BAT-9] [BAT-10] clips of one name', () => {
  test('an AVI file is left to what it was converted to, in the same folder alone', () => {
    const found = ['a/x.avi', 'a/x.mp4', 'b/x.avi', 'b/X.AVI'].map(clip);
    const { clips, converted } = chooseClips(found.slice(0, 3), []);
    expect(clips.map(({ name }) => name)).toEqual(['a/x.mp4', 'b/x.avi']);
    expect(converted.map(({ name }) => name)).toEqual(['a/x.avi']);
    expect(() => chooseClips(found, [])).toThrow('b/X.AVI and b/x.avi would be written');
  });

  test('two that would share a table are refused by name', () => {
    expect(() => chooseClips(['x.mp4', 'x.webm'].map(clip), [])).toThrow(
      'x.webm and x.mp4 would be written into the same x.csv',
    );
    expect(() => chooseClips([clip('report.mp4')], ['report.csv'])).toThrow('report.mp4');
  });
});
