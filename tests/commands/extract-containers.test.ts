import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withBrowserPage } from '../../scripts/media/browser-page.ts';
import { containerTimes, extractCommand } from './support/extract-command.ts';
import type { VideosPage, VideoWish } from './support/videos-page.ts';

const PHOTOS = path.join(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo');
const STEPS_S = [0.02, 0.05, 0.11, 0.033];
const FRAMES = 30;
/** Uneven, as of a camera that slows down in the dark; exact in milliseconds. */
const TIMES = Array.from({ length: FRAMES }, (_, i) =>
  Array.from({ length: i }, (_, j) => STEPS_S[j % STEPS_S.length] ?? 0).reduce((a, b) => a + b, 0),
);
const TURNS = [90, 180, 270] as const;
/** Of the container's ticks and the decimals in the table. */
const TICK_S = 0.0001;

let folder = '';
const file = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'heed-containers-'));
  const wishes: VideoWish[] = [
    ...[0 as const, ...TURNS].map((rotation) => ({
      rotation,
      times: TIMES,
      index: 'front' as const,
    })),
    { rotation: 0, times: TIMES, index: 'end' },
  ];
  await withBrowserPage(
    'tests/commands/support/videos-page.ts',
    { photos: PHOTOS },
    async (page) => {
      for (const wish of wishes) {
        const video = await page.evaluate(
          (what) => (globalThis as unknown as VideosPage).videosPage.mp4(what),
          wish,
        );
        const name = `${wish.index}-${wish.rotation}.mp4`;
        writeFileSync(file(name), Buffer.from(video, 'base64'));
      }
    },
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Row {
  readonly time: number;
  readonly seen: boolean;
  /** Radians. */
  readonly roll: number;
}

function rows(name: string): Row[] {
  const [header = '', ...lines] = readFileSync(file(name), 'utf8').trimEnd().split('\n');
  const columns = header.split(', ');
  const [time, seen, roll] = ['timestamp', 'success', 'pose_Rz'].map((c) => columns.indexOf(c));
  return lines.map((line) => {
    const cells = line.split(',');
    return {
      time: Number(cells[time ?? -1]),
      seen: cells[seen ?? -1] === '1',
      roll: Number(cells[roll ?? -1]),
    };
  });
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

test('[EXT-2] [EXT-3] rotated frames are turned upright, and uneven times kept', async () => {
  const upright = await extractCommand([file('front-0.mp4'), '--out', file('0.csv')]);
  expect(upright.code, upright.stderr).toBe(0);
  const expected = rows('0.csv');
  expect(expected).toHaveLength(FRAMES);
  expect(expected.filter((row) => row.seen).length).toBeGreaterThan(FRAMES - 3);
  for (const [i, time] of TIMES.entries()) {
    expect(Math.abs((expected[i]?.time ?? NaN) - time)).toBeLessThan(TICK_S);
  }
  // Not upside down, and leaning as it was painted.
  const leaning = expected.map((row) => row.roll);
  expect((leaning.at(-1) ?? 0) - (leaning[0] ?? 0)).toBeGreaterThan(0.15);

  for (const turn of TURNS) {
    const args = [file(`front-${turn}.mp4`), '--out', file(`${turn}.csv`)];
    const done = await extractCommand([...args, '--raw', file(`raw-${turn}.json`)]);
    expect(done.code, done.stderr).toBe(0);
    const turned = rows(`${turn}.csv`);
    expect(turned.map((row) => row.time)).toEqual(expected.map((row) => row.time));
    expect(turned.filter((row) => row.seen).length).toBeGreaterThan(FRAMES - 3);
    const offs = turned.map((row, i) => Math.abs(row.roll - (leaning[i] ?? NaN)));
    expect(median(offs), `${turn} degrees`).toBeLessThan(0.03);
    const raw: unknown = JSON.parse(readFileSync(file(`raw-${turn}.json`), 'utf8'));
    expect(raw).toMatchObject({ image: { width: 480, height: 360 } });
  }
});

test('[EXT-6] damage in the middle costs the frames that it hits, and they are told', async () => {
  const bytes = readFileSync(file('front-0.mp4'));
  const from = Math.floor(bytes.length / 2);
  bytes.fill(0, from, from + Math.floor(bytes.length / 10));
  writeFileSync(file('hurt.mp4'), bytes);
  const done = await extractCommand([file('hurt.mp4'), '--out', file('hurt.csv')]);
  expect(done.code, done.stderr).toBe(0);
  const told = [...done.stderr.matchAll(/(\d+) frames? from ([\d.]+) s could not be decoded/g)];
  const lost = told.reduce((sum, match) => sum + Number(match[1]), 0);
  expect(lost).toBeGreaterThan(0);
  expect(done.stdout).toContain(`${lost} frames could not be decoded`);
  const kept = rows('hurt.csv').map((row) => row.time);
  expect(kept.length + lost).toBe(FRAMES);
  // What the decoder had not handed over before it failed is there all the same.
  const firstLost = Number(told[0]?.[2]);
  const sound = (await containerTimes(file('hurt.mp4'))).filter((t) => t < firstLost - TICK_S);
  expect(sound.length).toBeGreaterThan(FRAMES / 3);
  expect(kept.filter((t) => t < firstLost - TICK_S)).toHaveLength(sound.length);
});

describe('[EXT-8] a cut MP4 ends with one sentence and no output', () => {
  test.each([
    ['front-0.mp4', 0.6, 'the last frames are missing'],
    ['front-0.mp4', 0.99, 'the last frames are missing'],
    ['end-0.mp4', 0.6, 'its index is missing'],
  ])('%s, %f of it', async (name, share, words) => {
    const whole = readFileSync(file(name));
    writeFileSync(file('cut.mp4'), whole.subarray(0, Math.floor(whole.length * share)));
    const { code, stderr } = await extractCommand([file('cut.mp4'), '--out', file('cut.csv')]);
    expect(code).toBe(2);
    expect(stderr).toContain('cut off or damaged');
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(readdirSync(folder).filter((entry) => entry.includes('cut.csv'))).toEqual([]);
  });
});
