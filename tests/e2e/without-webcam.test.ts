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
  waitForWords,
} from './support/journey.ts';
import { launch, visit } from './support/launch.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ camera: { kind: 'none' } });
});
afterAll(() => browser.close());

it('[JRN-3] without a camera, events alone are logged and nothing of the face reader is loaded', async () => {
  const { page, requests, errors, close } = await visit(browser, DEMO_LECTURE);
  await consentTo(page, 'Without a camera');
  await playLecture(page);
  await page.locator('video').evaluate((video: HTMLVideoElement) => {
    video.currentTime = 30;
  });
  await page.keyboard.press('ArrowDown');
  await page.getByRole('heading', { name: /^Lecture attention-1/ }).click();
  await page.locator('video').evaluate((video: HTMLVideoElement) => {
    video.pause();
  });
  await stopSession(page);
  await openTimeline(page);
  expect(await page.getByRole('button', { name: 'Features', exact: true }).count()).toBe(0);
  const { rows } = await exportTable(page, 'Behaviour');
  const types = rows.map((row) => row['event_type']);
  for (const type of ['session_start', 'lecture_start', 'lecture_seek', 'mouse_click']) {
    expect(types).toContain(type);
  }
  const keys = rows.filter((row) => row['event_type'] === 'keyboard_press');
  expect(keys.length).toBeGreaterThan(0);
  expect(JSON.stringify(keys)).not.toContain('ArrowDown');
  expect(rows.every((row) => row['student_id'] === 'student-7')).toBe(true);
  expect(requests.filter((address) => /\.task$|vision_wasm/.test(address))).toEqual([]);
  expect(errors).toEqual([]);
  await close();
});

it('[JRN-4] where there is no camera, a recording is read as if it were one', async () => {
  const { page, errors, close } = await visit(browser, `${DEMO_LECTURE}&camera=recording`);
  await page.getByRole('radio', { name: 'Attention', exact: true }).check();
  await page.locator('input[type=file]').setInputFiles(inject('journeyRecording'));
  await consentTo(page, 'Attention');
  await playLecture(page);
  expect(await waitForScore(page)).toBeGreaterThan(0);
  await waitForWords(page, 'Can’t see your face');
  await stopSession(page);
  await openTimeline(page);
  const { rows } = await exportTable(page, 'Features');
  expect(rows.some((row) => row['face_detected'] === '1')).toBe(true);
  expect(rows.some((row) => row['face_detected'] === '0')).toBe(true);
  expect(errors).toEqual([]);
  await close();
});
