import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import {
  DEMO_LECTURE,
  consentTo,
  exportTable,
  openTimeline,
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

const paused = (): boolean => document.querySelector('video')?.paused === true;

it('[CUI-4][CUI-2] eyes that do not follow the dots are told so, and the lecture goes on', async () => {
  const { page, errors, close } = await visit(browser, DEMO_LECTURE);
  await consentTo(page, 'Attention');
  await playLecture(page);
  await waitForScore(page);
  await page.getByRole('button', { name: 'Calibrate gaze' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Start' }).waitFor();
  expect(await page.evaluate(paused)).toBe(true);

  await page.keyboard.press('Enter');
  const told = dialog.getByRole('status');
  await told.getByText('Look at the dot: top left, 2 of 9').waitFor({ timeout: 20_000 });
  await told.getByText('Look at the dot: top right, 3 of 9').waitFor({ timeout: 20_000 });
  await dialog
    .getByRole('heading', { name: 'Your eyes hardly moved' })
    .waitFor({ timeout: 90_000 });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.querySelector('video')?.paused === false);
  await waitForScore(page);
  await page.getByText('Looking towards the screen').waitFor();

  await stopSession(page);
  await openTimeline(page);
  const events = (await exportTable(page, 'Behaviour')).rows.map((row) => row['event_type'] ?? '');
  expect(events).toContain('lecture_pause');
  expect(events).toContain('lecture_resume');
  expect(events).not.toContain('calibrated');
  expect(errors).toEqual([]);
  await close();
});
