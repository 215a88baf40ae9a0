/** Measures the features of one frame in a worker, in the built form, in Chromium. */
import { chromium } from 'playwright';
import { QUIET_FLAGS } from '../chromium-flags.ts';
import { requireBrowser } from '../find-browser.ts';
import type { FeaturesPage } from './features-page.ts';
import { figureOf, type BenchFigure } from './figure.ts';
import { withServedPage } from './served-page.ts';

const ENTRY = 'scripts/bench/features-page.html';
const BATCHES = 500;

export const benchFeatures = (): Promise<BenchFigure[]> =>
  withServedPage(ENTRY, async ({ url }) => {
    const browser = await chromium.launch({
      executablePath: requireBrowser(),
      args: [...QUIET_FLAGS],
    });
    try {
      const context = await browser.newContext({ bypassCSP: true });
      const page = await context.newPage();
      await page.goto(url);
      // Playwright waits by evaluating text, which the app's policy forbids: hence bypassCSP.
      await page.waitForFunction(() => 'featuresPage' in globalThis);
      const perFrame = await page.evaluate(
        (batches) => (globalThis as unknown as FeaturesPage).featuresPage.run(batches),
        BATCHES,
      );
      const note =
        'in a worker, from landmarks to the observation: 22 features, gaze, quality, baseline and who sits there; ' +
        'made-up landmarks of one face, without the landmarker and without pixels; means of 20 frames each, after 3,000 frames';
      return [figureOf('features of one frame', 'ms', perFrame, note)];
    } finally {
      await browser.close();
    }
  });
