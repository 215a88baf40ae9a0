/** Measures the page itself: the built app with the demo lecture playing and the monitor running. */
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { buildIfNeeded, DIST, ROOT } from '../build-app.ts';
import { fakeCameraFlags, QUIET_FLAGS } from '../chromium-flags.ts';
import { fakeCamera } from '../fake-camera.ts';
import { requireBrowser } from '../find-browser.ts';
import { startAppServer } from '../server/app-server.ts';
import { readDeploymentFile } from '../server/deployment-file.ts';
import type { BenchFigure } from './figure.ts';

const WARM_UP_MS = 5_000;
const MEASURE_MS = 30_000;
const LECTURE =
  '/lecture?student_id=bench&lecture_id=demo&course_id=bench&src=%2Fdemo%2Flecture.webm';

async function startWatching(page: Page, url: string): Promise<void> {
  await page.goto(url + LECTURE);
  await page.getByRole('radio', { name: 'Learning states', exact: true }).check();
  await page.getByRole('button', { name: 'I agree, start the lecture' }).click();
  await page.getByLabel('Learning states, as the model estimates them').waitFor();
  await page.locator('video').evaluate((video: HTMLVideoElement) => video.play());
}

/** Durations of the page's tasks over 50 ms (W3C Long Tasks), milliseconds. */
const longTasks = (page: Page, forMs: number): Promise<readonly number[]> =>
  page.evaluate(
    (duration) =>
      new Promise<number[]>((resolve) => {
        const durations: number[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) durations.push(entry.duration);
        });
        observer.observe({ type: 'longtask' });
        setTimeout(() => {
          observer.disconnect();
          resolve(durations);
        }, duration);
      }),
    forMs,
  );

async function measure(url: string, camera: string, throttle: number): Promise<BenchFigure> {
  const browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: [...QUIET_FLAGS, ...fakeCameraFlags(camera)],
  });
  try {
    const page = await browser.newPage();
    await startWatching(page, url);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    await page.waitForTimeout(WARM_UP_MS);
    const tasks = await longTasks(page, MEASURE_MS);
    const longest = Math.max(0, ...tasks);
    return {
      name: `tasks of the lecture page over 50 ms${throttle === 1 ? '' : `, throttled ${throttle}x`}`,
      unit: 'tasks',
      median: tasks.length,
      samples: 1,
      note: `longest ${Math.round(longest)} ms; the built app in learning-states mode, demo lecture playing, ${MEASURE_MS / 1000} s after ${WARM_UP_MS / 1000} s`,
    };
  } finally {
    await browser.close();
  }
}

export async function benchLecture(): Promise<BenchFigure[]> {
  await buildIfNeeded(() => undefined);
  const { deployment, text } = await readDeploymentFile(path.join(ROOT, 'heed.config.json'));
  const server = await startAppServer({
    folder: DIST,
    configText: text,
    allowed: deployment,
    port: 0,
  });
  try {
    const { file } = await fakeCamera('steady');
    const figures: BenchFigure[] = [];
    for (const throttle of [1, 4]) figures.push(await measure(server.url, file, throttle));
    return figures;
  } finally {
    await server.close();
  }
}
