import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { withBrowserPage } from '../../scripts/media/browser-page.ts';
import { containerTimes } from '../commands/support/extract-command.ts';
import type { VideosPage } from '../commands/support/videos-page.ts';
import { launch, visit } from './support/launch.ts';
import { openOutsideWorld, type OutsideWorld } from './support/outside-world.ts';

const PHOTOS = path.join(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo');
const FPS = 4;
const FRAMES = 120;
/** Of the rows' decimals, seconds. */
const TIME_STEP_S = 0.001;
/** A machine that has other work. */
const PATIENCE_MS = 300_000;

let folder = '';
let outside: OutsideWorld;
let browser: Browser;
const file = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'heed-lab-videos-'));
  await withBrowserPage(
    'tests/commands/support/videos-page.ts',
    { photos: PHOTOS },
    async (page) => {
      const video = await page.evaluate(
        (times) =>
          (globalThis as unknown as VideosPage).videosPage.mp4({
            ...{ rotation: 0, index: 'front', times },
          }),
        Array.from({ length: FRAMES }, (_, i) => i / FPS),
      );
      writeFileSync(file('sitter.mp4'), Buffer.from(video, 'base64'));
    },
  );
  const whole = readFileSync(file('sitter.mp4'));
  writeFileSync(file('cut.mp4'), whole.subarray(0, Math.floor(whole.length * 0.6)));
  writeFileSync(file('notes.mp4'), 'words, not pictures\n'.repeat(20));
  outside = await openOutsideWorld();
  browser = await launch({
    camera: { kind: 'none' },
    flags: [`--proxy-server=${outside.proxy}`],
  });
}, PATIENCE_MS);
afterAll(async () => {
  await browser.close();
  await outside.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What Chromium asks for on its own account, with or without a page. */
const BROWSERS_OWN =
  /\b(?:update|accounts|clients\d?|optimizationguide-pa)\.google(?:apis)?\.com\b/;
const isOwn = (address: string): boolean =>
  address.startsWith(`${inject('appUrl')}/`) || /^(?:blob|data):/.test(address);

const give = (page: Page, ...names: string[]): Promise<void> =>
  page.getByLabel('Files to learn from').setInputFiles(names.map(file));

const row = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Videos, one by one' }).getByRole('listitem').filter({
    hasText: name,
  });

/** The percentage in what is said of a video; NaN where there is none. */
async function shareOf(page: Page, name: string, said: RegExp): Promise<number> {
  const [, percent] = said.exec((await row(page, name).allTextContents()).join(' ')) ?? [];
  return Number(percent ?? NaN);
}

/** The files of all sources, by name. */
const keptFiles = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('heed');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const all = opening.result.transaction('labFiles').objectStore('labFiles').getAll();
    await new Promise((resolve) => (all.onsuccess = resolve));
    opening.result.close();
    const rows = all.result as readonly { readonly name: string; readonly content: Blob }[];
    return Object.fromEntries(
      await Promise.all(rows.map(async ({ name, content }) => [name, await content.text()])),
    ) as Record<string, string>;
  });

it(
  '[CLP-14] goes on with a video when the page was reloaded amid it, beside files that are none',
  async () => {
    const times = await containerTimes(file('sitter.mp4'));
    expect(times).toHaveLength(FRAMES);
    const { page, requests, errors, close } = await visit(browser, '/lab');

    // What is no video comes first, and keeps nothing that follows waiting.
    await give(page, 'cut.mp4', 'notes.mp4', 'sitter.mp4');
    await row(page, 'cut.mp4')
      .getByText(/cut off or damaged .*the last frames are missing/)
      .waitFor();
    await row(page, 'notes.mp4')
      .getByText(/^This is not a video that can be read/)
      .waitFor();
    // A quarter is 30 frames, of which the first 24 were kept before any more were read.
    await expect
      .poll(() => shareOf(page, 'sitter.mp4', /Reading, (\d+) %/), { timeout: PATIENCE_MS / 2 })
      .toBeGreaterThanOrEqual(25);

    await page.reload();
    await page.getByText(/^One video has to be given again.*choose the same file above/).waitFor();
    await row(page, 'sitter.mp4').getByText('Give this file again to go on.').waitFor();
    const kept = await shareOf(page, 'sitter.mp4', /Waiting, (\d+) % kept/);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(100);
    await page.getByText('0 of 3 read, 1 left, 2 could not be read').waitFor();
    await row(page, 'cut.mp4')
      .getByText(/cut off or damaged/)
      .waitFor();
    expect(await keptFiles(page)).toEqual({});

    await give(page, 'sitter.mp4');
    await page.getByText('One of them was waited for.').waitFor();
    await row(page, 'sitter.mp4')
      .getByText(`${FRAMES} rows, gone on once`)
      .waitFor({ timeout: PATIENCE_MS / 2 });
    await page.getByText('1 of 3 read, 2 could not be read').waitFor();

    const files = await keptFiles(page);
    expect(Object.keys(files)).toEqual(['sitter.csv']);
    const [header = '', ...lines] = (files['sitter.csv'] ?? '').trimEnd().split('\n');
    const columns = header.split(',').map((name) => name.trim());
    const column = (name: string) =>
      lines.map((line) => Number(line.split(',')[columns.indexOf(name)]));
    expect(column('frame')).toEqual(times.map((_, index) => index + 1));
    for (const [index, time] of column('timestamp').entries()) {
      expect(Math.abs(time - (times[index] ?? NaN)), `row ${index}`).toBeLessThan(TIME_STEP_S);
    }
    const faces = column('success').filter((seen) => seen === 1).length;
    expect(faces).toBeGreaterThan(FRAMES / 2);

    // The source is looked at again by itself.
    const source = page.getByRole('region', { name: 'Sources' }).getByRole('listitem');
    await source
      .getByText(new RegExp(`of ${FRAMES} rows \\d+ kept, \\d+ without a face, 0 refused`))
      .waitFor({ timeout: PATIENCE_MS / 2 });
    expect(await source.getByRole('heading', { name: '3 videos' }).count()).toBe(1);

    expect(requests.filter((address) => !isOwn(address))).toEqual([]);
    // Requests of workers are among them.
    expect(requests.some((address) => address.endsWith('/models/face_landmarker.task'))).toBe(true);
    expect(outside.callers.filter((caller) => !BROWSERS_OWN.test(caller))).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  },
  PATIENCE_MS,
);
