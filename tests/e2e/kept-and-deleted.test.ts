import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import {
  DEMO_LECTURE,
  consentTo,
  exportFile,
  exportTable,
  openTimeline,
  stopSession,
  waitForScore,
} from './support/journey.ts';
import { launch, visit } from './support/launch.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ camera: { kind: 'playing', file: inject('steadyCamera') } });
});
afterAll(() => browser.close());

const JPEG_MAGIC = [0xff, 0xd8, 0xff];
const FRAMES = 'captured_frames/';

async function watchFor(page: Page, ms: number): Promise<void> {
  await consentTo(page, 'Attention');
  await waitForScore(page);
  await page.waitForTimeout(ms);
}

it('[JRN-5] pictures are kept where the student asked for it: one a second, named, in the zip alone', async () => {
  const { page, close } = await visit(browser, DEMO_LECTURE);
  await page.getByRole('radio', { name: 'Attention', exact: true }).check();
  await page.getByRole('switch', { name: /^Keep one picture a second/ }).check({ force: true });
  await watchFor(page, 5000);
  await stopSession(page);
  await openTimeline(page);
  const { rows } = await exportTable(page, 'Engagement');
  const { bytes } = await exportFile(page, 'Everything');
  const files = unzipSync(bytes);
  const pictures = Object.keys(files).filter((name) => name.startsWith(FRAMES));
  expect(pictures.length).toBeGreaterThanOrEqual(3);
  for (const name of pictures) {
    expect(name).toMatch(
      /^captured_frames\/student-7_attention-1_[0-9a-f-]{36}_\d{8}_\d{6}_\d{6}\.jpg$/,
    );
    expect([...(files[name] ?? new Uint8Array()).subarray(0, 3)]).toEqual(JPEG_MAGIC);
  }
  const named = rows.map((row) => row['frame_path'] ?? '').filter((path) => path !== '');
  expect(named.sort()).toEqual(pictures.sort());
  const linesOf = (table: string): readonly string[] => {
    const name = Object.keys(files).find((file) => file.startsWith(`${table}_student-7`)) ?? '';
    return strFromU8(files[name] ?? new Uint8Array())
      .trimEnd()
      .split('\n');
  };
  expect(linesOf('readings')).toHaveLength(rows.length + 1);
  expect(linesOf('features')).toHaveLength(rows.length + 1);
  expect(linesOf('events')[0]).toMatch(/^session_id,.*,onset,offset,/);
  const first = Date.parse(rows.at(0)?.['timestamp'] ?? '');
  const last = Date.parse(rows.at(-1)?.['timestamp'] ?? '');
  expect(pictures.length).toBeLessThanOrEqual((last - first) / 1000 + 1);
  await close();
});

it('[JRN-6] nothing is kept of the picture unless asked; stop and delete can be undone, then is final', async () => {
  const { page, close } = await visit(browser, DEMO_LECTURE);
  await watchFor(page, 2500);
  const monitor = page.getByRole('complementary', { name: 'Monitor' });
  await monitor.getByRole('button', { name: 'Stop and delete' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: 'See the timeline' }).click();
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  const { bytes } = await exportFile(page, 'Everything');
  const names = Object.keys(unzipSync(bytes));
  expect(names.filter((name) => name.startsWith(FRAMES))).toEqual([]);
  expect(names.some((name) => name.startsWith('states_'))).toBe(false);

  await page.goto(`${inject('appUrl')}/sessions`);
  await page.getByRole('link', { name: 'attention-1' }).waitFor();
  await page
    .getByRole('button', { name: /^Delete/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.getByRole('link', { name: 'attention-1' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached', timeout: 15_000 });
  await page.reload();
  await page.getByText('No sessions yet.').waitFor();
  await close();
});
