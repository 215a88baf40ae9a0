import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { QUIET_FLAGS, SOFTWARE_WEBGPU_FLAGS } from '../../scripts/chromium-flags.ts';
import { requireBrowser } from '../../scripts/find-browser.ts';
import { DEMO_LECTURE, consentTo, playLecture, waitForScore } from './support/journey.ts';
import { cameraFlags } from './support/launch.ts';

interface Killable {
  readonly browser: Browser;
  readonly page: Page;
  /** As a crash or a power cut does it: nothing gets a word in. */
  readonly kill: () => Promise<void>;
}

interface StoredSession {
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly end: string | null;
  readonly sampleCount: number;
}

let running: ChildProcess | null = null;
let profile = '';

async function killGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await exited;
}

/** Starts a browser of its own process group on the profile; Playwright's own would be closed kindly. */
async function start(): Promise<Killable> {
  const portFile = path.join(profile, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const flags = [
    ...QUIET_FLAGS,
    ...SOFTWARE_WEBGPU_FLAGS,
    ...cameraFlags({ kind: 'playing', file: inject('steadyCamera') }),
    '--headless=new',
    '--no-default-browser-check',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  const child = spawn(requireBrowser(), flags, { detached: true, stdio: 'ignore' });
  running = child;
  const port = await vi.waitFor(
    async () => {
      const [line] = (await readFile(portFile, 'utf8')).split('\n');
      if (line === undefined || line === '') throw new Error('the port is not written yet');
      return line;
    },
    { timeout: 30_000, interval: 100 },
  );
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the browser has no context');
  const page = await context.newPage();
  return { browser, page, kill: () => killGroup(child) };
}

const storedSessions = (page: Page): Promise<StoredSession[]> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('heed');
        opening.onerror = () => {
          reject(new Error('the database does not open'));
        };
        opening.onsuccess = () => {
          const all = opening.result.transaction('sessions').objectStore('sessions').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result as StoredSession[]);
          };
        };
      }),
  );

afterEach(async () => {
  if (running !== null) await killGroup(running);
  running = null;
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

describe('a killed browser', () => {
  it('[LOG-13] loses at most a second, and the next start closes the session', async () => {
    profile = await mkdtemp(path.join(tmpdir(), 'heed-killed-'));
    const before = await start();
    await before.page.goto(inject('appUrl') + DEMO_LECTURE);
    await consentTo(before.page, 'Attention');
    await playLecture(before.page);
    await waitForScore(before.page);
    await before.page.waitForTimeout(4000);
    const [open] = await storedSessions(before.page);
    expect(open).toMatchObject({ endedAt: null, end: null });
    const killedAt = Date.now();
    await before.kill();

    const after = await start();
    await after.page.goto(`${inject('appUrl')}/sessions`);
    await after.page.getByText('1 session', { exact: true }).waitFor({ timeout: 30_000 });
    const [closed] = await storedSessions(after.page);
    expect(closed?.end).toBe('recovered');
    expect(closed?.sampleCount).toBeGreaterThanOrEqual(open?.sampleCount ?? Infinity);
    const lost = killedAt - (closed?.endedAt ?? 0);
    console.log(
      `lost ${Math.round(lost)} ms of ${Math.round(killedAt - (closed?.startedAt ?? 0))}`,
    );
    // A second of samples, and what it takes to capture, read and store the last of them.
    expect(lost).toBeLessThan(1500);
    await after.kill();
  });
});
