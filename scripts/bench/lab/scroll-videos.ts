/** Scrolls through many videos on the data page. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { Clip, ClipState } from '#core/lab/clip.ts';
import { newClips } from '#core/lab/given-videos.ts';
import type { VideosSource } from '#core/lab/lab-source.ts';
import { framesSince, withLab } from './lab-visit.ts';
import type { PageFrames } from './page-frames.ts';

export interface ScrollMeasured extends PageFrames {
  readonly seconds: number;
  /** Most rows that were in the document at once. */
  readonly rows: number;
  /** How far it came, and how long the list is. */
  readonly scrolledPx: number;
  readonly listPx: number;
}

export const VIDEOS = 1000;
const SCROLL_MS = 8000;
/** One notch of a wheel. */
const WHEEL_PX = 120;
const BETWEEN_MS = 10;
const LOOK_EVERY = 20;

const SOURCE: VideosSource = {
  kind: 'videos',
  id: '10000000-0000-4000-8000-000000000001',
  formatVersion: 1,
  name: 'made videos',
  addedAt: 0,
  licence: '',
  used: true,
};
const STATES: readonly ClipState[] = [
  { kind: 'waiting' },
  { kind: 'done', frames: 9000, faces: 8700, undecoded: 0, seams: 0 },
  { kind: 'done', frames: 9000, faces: 0, undecoded: 12, seams: 1 },
  { kind: 'failed', why: 'This browser cannot decode its video track.' },
];

const madeClips = (): readonly Clip[] =>
  newClips(
    SOURCE.id,
    Array.from({ length: VIDEOS }, (_, i) => ({
      path: `day-${i % 10}/student-${i}.mp4`,
      sizeBytes: 40_000_000 + i,
      lastModified: i,
      reopens: false,
    })),
  ).map((clip, i) => ({ ...clip, state: STATES[i % STATES.length] ?? clip.state }));

/** Into the database that the page has made. */
const keep = (page: Page, source: VideosSource, clips: readonly Clip[]): Promise<void> =>
  page.evaluate(
    ([row, rows]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('heed');
        opening.onerror = () => {
          reject(new Error('the database did not open', { cause: opening.error }));
        };
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction(['labSources', 'labClips'], 'readwrite');
          transaction.objectStore('labSources').put(row);
          for (const clip of rows) transaction.objectStore('labClips').put(clip);
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
          transaction.onerror = () => {
            reject(new Error('the videos were not kept', { cause: transaction.error }));
          };
        };
      }),
    [source, clips] as const,
  );

export const measureScrolling = (): Promise<ScrollMeasured> =>
  withLab(async ({ page }) => {
    await keep(page, SOURCE, madeClips());
    await page.reload();
    const list = page.getByRole('region', { name: 'Videos, one by one' });
    await list.hover();
    await page.getByText(/ with a label/).waitFor();
    const look = () =>
      list.evaluate((place) => ({
        rows: place.querySelectorAll('[data-index]').length,
        top: place.scrollTop,
        height: place.scrollHeight,
        left: place.scrollHeight - place.clientHeight - place.scrollTop,
      }));
    const looks = [await look()];
    const from = Date.now();
    for (let turn = 1; Date.now() - from < SCROLL_MS && (looks.at(-1)?.left ?? 0) > 1; turn++) {
      await page.mouse.wheel(0, WHEEL_PX);
      await pause(BETWEEN_MS);
      if (turn % LOOK_EVERY === 0) looks.push(await look());
    }
    const seconds = (Date.now() - from) / 1000;
    const frames = await framesSince(page, from);
    const scrolledPx = Math.max(...looks.map(({ top }) => top));
    if (scrolledPx === 0) throw new Error('The list of videos did not scroll.');
    const rows = Math.max(...looks.map((each) => each.rows));
    return { ...frames, seconds, rows, scrolledPx, listPx: (await look()).height };
  });
