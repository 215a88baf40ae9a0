/** Makes docs/images/lecture.png: the built app while a lecture plays and the fake camera is read. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright';
import { DIST, ROOT, buildIfNeeded } from './build-app.ts';
import { QUIET_FLAGS, fakeCameraFlags } from './chromium-flags.ts';
import { fakeCamera } from './fake-camera.ts';
import { requireBrowser } from './find-browser.ts';
import { startAppServer } from './server/app-server.ts';

const LECTURE =
  '/lecture?student_id=student-7&lecture_id=attention-1&course_id=psy-101&src=%2Fdemo%2Flecture.webm&captions=%2Fdemo%2Flecture.vtt';
/** Long enough for the score's curve to say something, and short enough to end on slide 5. */
const WATCH_MS = 41_500;

await buildIfNeeded(console.log);
const { file } = await fakeCamera('journey');
const server = await startAppServer({
  folder: DIST,
  configText: '{}',
  allowed: { mediaOrigins: [], embedOrigins: [], class: { channel: 'off' } },
  port: 0,
});
const browser = await chromium.launch({
  executablePath: requireBrowser(),
  args: [...QUIET_FLAGS, ...fakeCameraFlags(file)],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 740 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
  });
  // The fake camera is called by its file's path.
  await page.addInitScript(() => {
    Object.defineProperty(MediaStreamTrack.prototype, 'label', { value: 'Built-in camera' });
  });
  await page.goto(server.url + LECTURE);
  await page.getByRole('radio', { name: 'Attention', exact: true }).check();
  await page.getByRole('button', { name: /^I agree/ }).click();
  await page.getByRole('complementary', { name: 'Monitor' }).waitFor({ timeout: 60_000 });
  await page.locator('video').evaluate(async (video: HTMLVideoElement) => {
    video.controls = false;
    await video.play();
  });
  await page.waitForTimeout(WATCH_MS);
  await page.evaluate(() => {
    window.scrollTo(0, 0);
  });
  const target = path.join(ROOT, 'docs/images/lecture.png');
  await mkdir(path.dirname(target), { recursive: true });
  await page.screenshot({ path: target });
  console.log('docs/images/lecture.png');
} finally {
  await browser.close();
  await server.close();
}
