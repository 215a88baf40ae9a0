/** Measures the way from the camera to observations, in the built form, with Chromium's fake camera. */
import { chromium } from 'playwright';
import { fakeCameraFlags, QUIET_FLAGS } from '../chromium-flags.ts';
import { fakeCamera } from '../fake-camera.ts';
import { requireBrowser } from '../find-browser.ts';
import { figureOf, type BenchFigure } from './figure.ts';
import { withServedPage } from './served-page.ts';
import type { VisionReport } from '../../src/core/capture/vision-report.ts';
import type { VisionPage, VisionRun } from './vision-page.ts';

const WARM_UP_MS = 8_000;
const MEASURE_MS = 30_000;
const ENTRY = 'scripts/bench/vision-page.html';

interface Setting {
  readonly label: string;
  /** The page's own thread only, by CDP; workers are not slowed by it. */
  readonly throttle: number;
  readonly bitmaps: boolean;
}

const SETTINGS: readonly Setting[] = [
  { label: '', throttle: 1, bitmaps: false },
  { label: ', page throttled 4x', throttle: 4, bitmaps: false },
  { label: ', bitmap route', throttle: 1, bitmaps: true },
];

async function measure(url: string, cameraFile: string, setting: Setting): Promise<VisionRun> {
  const browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: [...QUIET_FLAGS, ...fakeCameraFlags(cameraFile)],
  });
  try {
    const context = await browser.newContext({ permissions: ['camera'], bypassCSP: true });
    const page = await context.newPage();
    await page.goto(url);
    // Playwright waits by evaluating text, which the app's policy forbids: hence bypassCSP.
    await page.waitForFunction(() => 'visionPage' in globalThis);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: setting.throttle });
    return await page.evaluate(
      ([warmUp, span, bitmaps]) =>
        (globalThis as unknown as VisionPage).visionPage.run(warmUp, span, bitmaps),
      [WARM_UP_MS, MEASURE_MS, setting.bitmaps] as const,
    );
  } finally {
    await browser.close();
  }
}

const known = (values: readonly (number | null)[]): number[] =>
  values.filter((value) => value !== null);

function figuresOf(run: VisionRun, { label }: Setting): BenchFigure[] {
  const { reports, longTasks, timerDelays } = run;
  const first = reports[0];
  const last = reports.at(-1);
  if (first === undefined || last === undefined) throw new Error('The workers reported nothing.');
  const how =
    `640x480 MJPEG fake camera, one face, ${MEASURE_MS / 1000} s after ${WARM_UP_MS / 1000} s of warm-up, ` +
    `${last.faceDelegate} delegate, ${run.ready.renderer ?? 'renderer unknown'}`;
  const perSecond = `median and p95 of one-second reports; ${how}`;
  const seen = reports.slice(1);
  const figure = (name: string, unit: string, of: (report: VisionReport) => number | null) =>
    figureOf(name + label, unit, known(seen.map(of)), perSecond);
  const single = (name: string, unit: string, value: number, note: string): BenchFigure => ({
    name: name + label,
    unit,
    median: value,
    samples: 1,
    note,
  });
  return [
    figure('camera frames', 'fps', (report) => report.cameraFps),
    figure('face', 'fps', (report) => report.faceFps),
    figure('body', 'fps', (report) => report.bodyFps),
    figure('face, capture to result, p50 of each second', 'ms', (report) => report.latencyP50),
    figure('face, capture to result, p95 of each second', 'ms', (report) => report.latencyP95),
    figure('face, landmarks alone', 'ms', (report) => report.faceInferenceP50),
    figure('body, landmarks alone', 'ms', (report) => report.bodyInferenceP50),
    single(
      'camera frames dropped',
      'frames',
      last.dropped - first.dropped,
      `of ${run.delivered ?? 'an unknown number'} delivered; the browser threw away ${run.discarded ?? 'an unknown number'} itself; ${how}`,
    ),
    single(
      'tasks of the page over 50 ms',
      'tasks',
      longTasks.length,
      `longest ${Math.round(Math.max(0, ...longTasks))} ms; ${how}`,
    ),
    figureOf(`delay of a timer on the page${label}`, 'ms', timerDelays, how),
  ];
}

/** About two minutes. Needs a quiet machine to mean anything. */
export const benchVision = (): Promise<BenchFigure[]> =>
  withServedPage(ENTRY, async ({ url }) => {
    const camera = await fakeCamera('steady');
    const figures: BenchFigure[] = [];
    for (const setting of SETTINGS) {
      figures.push(...figuresOf(await measure(url, camera.file, setting), setting));
    }
    return figures;
  });
