import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { QUIET_FLAGS, SOFTWARE_WEBGPU_FLAGS } from '../../scripts/chromium-flags.ts';
import { requireBrowser } from '../../scripts/find-browser.ts';
import {
  DEMO_LECTURE,
  consentTo,
  exportTable,
  playLecture,
  waitForScore,
} from './support/journey.ts';
import { cameraFlags } from './support/launch.ts';

let profile: string;
let running: ChildProcess | null = null;
beforeAll(async () => {
  profile = await mkdtemp(path.join(tmpdir(), 'heed-profile-'));
});
afterAll(async () => {
  await killBrowser();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** The browser and all its processes at once, with no chance to tidy up. */
async function killBrowser(): Promise<void> {
  const victim = running;
  running = null;
  if (victim?.pid === undefined) return;
  const gone = once(victim, 'exit');
  process.kill(-victim.pid, 'SIGKILL');
  await gone;
}

/** A browser with a profile that outlives it. */
async function startBrowser(): Promise<{ browser: Browser; page: Page }> {
  const portFile = path.join(profile, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  running = spawn(
    requireBrowser(),
    [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      ...QUIET_FLAGS,
      ...SOFTWARE_WEBGPU_FLAGS,
      ...cameraFlags({ kind: 'playing', file: inject('steadyCamera') }),
      'about:blank',
    ],
    { stdio: 'ignore', detached: true },
  );
  const port = await expect
    .poll(async () => (await readFile(portFile, 'utf8').catch(() => '')).split('\n')[0], {
      timeout: 20_000,
    })
    .toMatch(/^\d+$/)
    .then(async () => (await readFile(portFile, 'utf8')).split('\n')[0] ?? '');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const context = browser.contexts()[0] ?? (await browser.newContext());
  await context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return { browser, page };
}

it('[CRA-1] [LOG-13] a killed browser loses a second at most, and its session is closed at the next start', async () => {
  const first = await startBrowser();
  await first.page.goto(inject('appUrl') + DEMO_LECTURE);
  await consentTo(first.page, 'Attention');
  await playLecture(first.page);
  await waitForScore(first.page);
  await first.page.waitForTimeout(4000);
  const before = Date.now();
  await killBrowser();
  const killedAt = (before + Date.now()) / 2;

  const { page } = await startBrowser();
  await page.goto(`${inject('appUrl')}/sessions`);
  await page.getByText('recovered', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'attention-1' }).click();
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  await page.getByText(/Recovered after the browser closed unexpectedly/).waitFor();
  const { rows } = await exportTable(page, 'Features');
  const kept = rows.map((row) => Date.parse(row['timestamp'] ?? ''));
  const last = kept.at(-1) ?? 0;
  expect(kept.length).toBeGreaterThan(60);
  // A second of samples, and what it took to kill.
  expect(killedAt - last).toBeLessThan(1500);
  expect(last).toBeLessThanOrEqual(killedAt);
});
