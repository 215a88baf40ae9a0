import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, afterEach, expect, inject, it } from 'vitest';
import {
  DEMO_LECTURE,
  consentTo,
  exportFile,
  exportTable,
  openTimeline,
  playLecture,
  stopSession,
  waitForScore,
  waitForWords,
  type Table,
} from './support/journey.ts';
import { launch, visit, type Visit } from './support/launch.ts';

let browser: Browser;
let guest: Visit;
let page: Page;
beforeAll(async () => {
  browser = await launch({ camera: { kind: 'playing', file: inject('steadyCamera') } });
});
afterAll(() => browser.close());
beforeEach(async () => {
  guest = await visit(browser, '/');
  page = guest.page;
  // Keeps hold of the camera's track, as the operating system does.
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      Object.assign(globalThis, { cameraTracks: stream.getVideoTracks() });
      return stream;
    };
  });
  await page.goto(inject('appUrl') + DEMO_LECTURE);
  await consentTo(page, 'Attention');
  await playLecture(page);
  await waitForScore(page);
});
afterEach(() => guest.close());

/** Stops, and takes what was logged. */
async function logged(): Promise<{ features: Table; events: string[]; absences: unknown }> {
  await stopSession(page);
  await openTimeline(page);
  const summary = JSON.parse(
    new TextDecoder().decode((await exportFile(page, 'Summary')).bytes),
  ) as { samples: { without_face: unknown } };
  return {
    features: await exportTable(page, 'Features'),
    events: (await exportTable(page, 'Behaviour')).rows.map((row) => row['event_type'] ?? ''),
    absences: summary.samples.without_face,
  };
}

/** Absent is never 0: a row without a face has no score, no angle, no action unit. */
function expectNoZeros({ rows }: Table): void {
  const absent = rows.filter((row) => row['face_detected'] === '0');
  expect(absent.length).toBeGreaterThan(0);
  for (const row of absent) {
    for (const column of ['engagement_score', 'gaze_angle_x', 'pose_Ry', 'AU45_r', 'confidence']) {
      expect(row[column]).toBe('');
    }
    expect(row['status']).toBe('not_detected');
  }
}

it('[INT-1] a pause is logged as a pause and reads nothing meanwhile', async () => {
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await waitForWords(page, 'Paused. The camera is not being read.');
  await page.waitForTimeout(2500);
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await waitForScore(page);
  const { features, events, absences } = await logged();
  expectNoZeros(features);
  expect(absences).toMatchObject({ paused: expect.any(Number) as number });
  expect((absences as { paused: number }).paused).toBeGreaterThanOrEqual(2);
  expect(events.indexOf('monitor_resume')).toBeGreaterThan(events.indexOf('monitor_pause'));
  expect(events).toContain('monitor_pause');
});

it('[INT-2] a hidden tab is logged as hidden', async () => {
  const tellVisibility = (state: 'hidden' | 'visible'): Promise<void> =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      Object.defineProperty(document, 'hidden', { value: value === 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await tellVisibility('hidden');
  await page.waitForTimeout(2500);
  await tellVisibility('visible');
  await waitForScore(page);
  const { features, events, absences } = await logged();
  expectNoZeros(features);
  expect((absences as { tab_hidden: number }).tab_hidden).toBeGreaterThanOrEqual(2);
  expect(events.indexOf('tab_visible')).toBeGreaterThan(events.indexOf('tab_hidden'));
  expect(events).toContain('tab_hidden');
});

it('[INT-3] a camera that is lost is said so and logged so, and reading resumes by itself', async () => {
  await page.evaluate(() => {
    const { cameraTracks } = globalThis as unknown as { cameraTracks: MediaStreamTrack[] };
    for (const track of cameraTracks) {
      track.stop();
      // `stop` is silent for its caller; a device that goes away fires this.
      track.dispatchEvent(new Event('ended'));
    }
  });
  await page.getByText('The camera stopped', { exact: true }).waitFor();
  await page.waitForTimeout(1000);
  await page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
  await page.getByText('The camera stopped', { exact: true }).waitFor({ state: 'detached' });
  await waitForScore(page);
  const { features, events, absences } = await logged();
  expectNoZeros(features);
  expect((absences as { camera_lost: number }).camera_lost).toBeGreaterThanOrEqual(1);
  expect(events).toContain('camera_lost');
  expect(events.indexOf('camera_back')).toBeGreaterThan(events.indexOf('camera_lost'));
});

it('[INT-4] a camera that opens slowly does not stay on after a second pause, or a stop', async () => {
  await page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const given: MediaStreamTrack[] = [];
    Object.assign(globalThis, { given });
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      const stream = await ask(constraints);
      given.push(...stream.getTracks());
      return stream;
    };
  });
  const given = (): Promise<string[]> =>
    page.evaluate(() =>
      (globalThis as unknown as { given: MediaStreamTrack[] }).given.map(
        ({ readyState }) => readyState,
      ),
    );
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  const resume = page.getByRole('button', { name: 'Resume', exact: true });
  await pause.click();
  await resume.click();
  await pause.click();
  await expect.poll(given).toEqual(['ended']);
  await waitForWords(page, 'Paused. The camera is not being read.');

  await resume.click();
  await stopSession(page);
  await expect.poll(given).toEqual(['ended', 'ended']);
});
