import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import {
  DEMO_LECTURE,
  consentTo,
  playLecture,
  stopSession,
  waitForScore,
} from './support/journey.ts';
import { launch, visit } from './support/launch.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ camera: { kind: 'playing', file: inject('steadyCamera') } });
});
afterAll(() => browser.close());

/** Watches for so long that a resting face is known, and stops. */
async function watchAWhile(page: Page): Promise<void> {
  await consentTo(page, 'Attention');
  await playLecture(page);
  await waitForScore(page);
  await page.waitForTimeout(14_000);
  await stopSession(page);
}

const listed = (page: Page) => page.getByRole('heading', { name: 'Remembered on this device' });

it('[UI-34] nobody is remembered unless they said so; who did is listed, and forgotten for good', async () => {
  const { page, errors, close } = await visit(browser, DEMO_LECTURE);
  await watchAWhile(page);
  await page.goto(`${inject('appUrl')}/sessions`);
  await page.getByText('1 session', { exact: true }).waitFor();
  expect(await listed(page).count()).toBe(0);

  await page.goto(inject('appUrl') + DEMO_LECTURE);
  await page.getByRole('radio', { name: 'Attention', exact: true }).check();
  await page.getByRole('switch', { name: 'Remember me on this device' }).check();
  await watchAWhile(page);
  await page.goto(`${inject('appUrl')}/sessions`);
  await listed(page).waitFor();
  await page.getByText(/^Resting face, /).waitFor();
  await page.getByRole('button', { name: 'Forget student-7' }).click();
  await page.getByText('student-7 is forgotten: nothing is remembered of them').waitFor();

  await page.reload();
  await page.getByText('2 sessions', { exact: true }).waitFor();
  expect(await listed(page).count()).toBe(0);
  expect(errors).toEqual([]);
  await close();
});
