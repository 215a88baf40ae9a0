import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFeatures } from '#core/csv/read-features.ts';
import { jpegsOfFile } from '../../scripts/extract/jpeg-stream.ts';
import { fakeCamera, fakeRecording } from '../../scripts/fake-camera.ts';
import { containerTimes, extractCommand as command } from './support/extract-command.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const PHOTOS = path.join(ROOT, 'node_modules/@vladmandic/face-api/demo');

let folder = '';
let recording = '';
const file = (name: string): string => path.join(folder, name);
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'heed-extract-'));
  recording = (await fakeRecording('journey')).file;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const text = (name: string): string => readFileSync(file(name), 'utf8');
const leftBehind = (name: string): string[] =>
  readdirSync(folder).filter((entry) => entry.includes(name));

describe('a video', () => {
  test('[EXT-1] [EXT-2] [EXT-7] gives a row for every frame at its own time, and again from its landmarks', async () => {
    const { file: video, timeline } = await fakeRecording('journey');
    const first = await command([video, '--out', file('a.csv'), '--raw', file('raw.json')]);
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toMatch(/630 rows, \d+ with a face, [\d.]+ frames\/s/);

    const read: unknown[] = [];
    for await (const row of (await readFeatures('a.csv', [text('a.csv')])).rows) read.push(row);
    const header = text('a.csv').split('\n')[0]?.split(', ') ?? [];
    const cells = text('a.csv')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const times = cells.map((row) => Number(row[header.indexOf('timestamp')]));
    const expected = await containerTimes(video);
    expect(read).toHaveLength(expected.length);
    expect(times.every((time, i) => Math.abs(time - (expected[i] ?? NaN)) < 1e-6)).toBe(true);

    const SETTLED_S = 0.5;
    const shareSeen = (from: number, to: number): number => {
      const inside = cells.filter(
        (_, i) => (times[i] ?? 0) >= from + SETTLED_S && (times[i] ?? 0) < to,
      );
      return inside.filter((row) => row[header.indexOf('success')] === '1').length / inside.length;
    };
    for (const { from, to, what } of timeline) {
      if (what === 'nobody') expect(shareSeen(from, to), what).toBe(0);
      else expect(shareSeen(from, to), what).toBeGreaterThan(0.9);
    }

    const again = await command([file('raw.json'), '--out', file('b.csv')]);
    expect(again.code, again.stderr).toBe(0);
    expect(text('b.csv')).toBe(text('a.csv'));
  });

  test('[EXT-9] interrupted, it leaves nothing behind', async () => {
    const { code } = await command([recording, '--out', file('stopped.csv')], 8000);
    expect(code).toBe(130);
    expect(leftBehind('stopped')).toEqual([]);
  });
});

test('[EXT-5] [EXT-6] motion JPEG goes by --fps, and a picture that cannot be decoded is told and left out', async () => {
  const whole = (await fakeCamera('steady')).file;
  const { pictures } = await jpegsOfFile(whole);
  const bytes = readFileSync(whole).subarray(0, pictures[29]?.end ?? 0);
  const broken = pictures[10] ?? { start: 0, end: 0 };
  // The frame header's marker becomes one that says nothing, so that there is no size.
  const frameHeader = bytes.indexOf(Buffer.from([0xff, 0xc0]), broken.start);
  expect(frameHeader).toBeLessThan(broken.end);
  bytes[frameHeader + 1] = 0xfe;
  writeFileSync(file('camera.mjpeg'), bytes);
  const done = await command([file('camera.mjpeg'), '--fps', '10', '--out', file('camera.csv')]);
  expect(done.code, done.stderr).toBe(0);
  expect(done.stderr).toContain('1 frame from 1.000 s could not be decoded');
  expect(done.stdout).toContain('10 pictures a second');
  expect(done.stdout).toContain('29 rows');
  const lines = text('camera.csv').trimEnd().split('\n');
  expect(lines[1]?.split(',')[2]).toBe('0.000000');
  expect(lines.at(-1)?.split(',')[2]).toBe('2.900000');
});

test('[EXT-4] [EXT-7] [EXT-8] [EXT-10] a folder of images gives a row each, sorted as people count, and no time', async () => {
  mkdirSync(file('photos'));
  for (let i = 1; i <= 6; i++) {
    cpSync(path.join(PHOTOS, `sample${i}.jpg`), file(`photos/p${i === 1 ? 10 : i}.jpg`));
  }
  const done = await command([file('photos'), '--out', file('stills.csv')]);
  expect(done.code, done.stderr).toBe(0);
  expect(done.stdout).toContain('6 rows');
  const [header, ...rows] = text('stills.csv').trimEnd().split('\n');
  expect(header).not.toContain('timestamp');
  expect(rows).toHaveLength(6);
  // Three portraits: p3, p4 and p6.
  for (const row of [1, 2, 4]) expect(rows[row]?.split(',')[3]).toBe('1');

  // p10 comes last: read alone, it is the same row but for its number.
  mkdirSync(file('one'));
  cpSync(file('photos/p10.jpg'), file('one/p10.jpg'));
  await command([file('one'), '--out', file('one.csv'), '--raw', file('one-raw.json')]);
  const alone = text('one.csv').trimEnd().split('\n')[1]?.split(',').slice(1);
  expect(rows.at(-1)?.split(',').slice(1)).toEqual(alone);

  await command([file('one-raw.json'), '--out', file('again.csv')]);
  expect(text('again.csv')).toBe(text('one.csv'));

  const mixed = await command([
    file('photos'),
    '--out',
    file('m.csv'),
    '--raw',
    file('mixed.json'),
  ]);
  expect(mixed.code).toBe(2);
  expect(mixed.stderr).toContain('pictures of one size, but after 1920x1367 here comes 1920x1350');
  expect(leftBehind('mixed')).toEqual([]);

  writeFileSync(file('photos/p7.jpg'), 'a note, not a picture');
  const unread = await command([file('photos'), '--out', file('unread.csv')]);
  expect(unread.code).toBe(2);
  expect(unread.stderr).toContain('p7.jpg: this is not a picture');
  expect(leftBehind('unread')).toEqual([]);
});

describe('[EXT-8] bad input: one sentence, exit code 2, nothing written', () => {
  test.each<[string, () => void, string]>([
    ['gone.mp4', () => undefined, 'there is no such file'],
    [
      'empty.mp4',
      () => {
        writeFileSync(file('empty.mp4'), '');
      },
      'the file is empty',
    ],
    [
      'nothing',
      () => {
        mkdirSync(file('nothing'));
      },
      'no images in this folder',
    ],
    [
      'text.mp4',
      () => {
        writeFileSync(file('text.mp4'), 'words, not pictures\n'.repeat(20));
      },
      'not a video',
    ],
    [
      'old.avi',
      () => {
        writeFileSync(file('old.avi'), 'RIFF\0\0\0\0AVI LIST');
      },
      'AVI',
    ],
    [
      'cut.webm',
      () => {
        const whole = readFileSync(recording);
        writeFileSync(file('cut.webm'), whole.subarray(0, whole.length / 20));
      },
      'cut off or damaged',
    ],
    [
      'sound.wav',
      () => {
        writeFileSync(file('sound.wav'), silence());
      },
      'no picture in it',
    ],
  ])('%s', async (name, make, words) => {
    make();
    const { code, stderr } = await command([file(name), '--out', file(`bad-${name}.csv`)]);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(leftBehind('bad-')).toEqual([]);
  });
});

/** A second of PCM without a sound. */
function silence(): Buffer {
  const samples = 8000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}
