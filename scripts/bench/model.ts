/** Measures the model worker by backend, in the built form and under its headers, in Chromium. */
import { chromium, type Page } from 'playwright';
import { type BackendName, BACKENDS } from '../../src/core/models/model-status.ts';
import { QUIET_FLAGS, SOFTWARE_WEBGPU_FLAGS } from '../chromium-flags.ts';
import { requireBrowser } from '../find-browser.ts';
import { figureOf, type BenchFigure } from './figure.ts';
import type { ModelPage, ModelRun } from './model-page.ts';
import { withServedPage } from './served-page.ts';

const ENTRY = 'scripts/bench/model-page.html';
const PREDICTIONS: Readonly<Record<BackendName, number>> = { webgpu: 10, wasm: 300, cpu: 100 };
const LABELS: Readonly<Record<BackendName, string>> = {
  webgpu: 'webgpu in software (SwiftShader, no GPU)',
  wasm: 'wasm',
  cpu: 'cpu',
};

const runOn = (page: Page, backends: readonly BackendName[], predictions: number) =>
  page.evaluate(
    ([names, count]) => (globalThis as unknown as ModelPage).modelPage.run(names, count),
    [backends, predictions] as const,
  );

function figuresOf(backend: BackendName, run: ModelRun): BenchFigure[] {
  if (run.status.kind !== 'ready') {
    const why = run.status.kind === 'unavailable' ? run.status.message : 'still loading';
    throw new Error(`The model does not run on ${backend}: ${why}`);
  }
  const note = `the shipped model, one window of 30 x 22 at a time, ${LABELS[backend]}`;
  return [
    figureOf(`LSTM, one prediction on ${LABELS[backend]}`, 'ms', run.workerMs, note),
    figureOf(
      `LSTM, page to worker and back on ${LABELS[backend]}`,
      'ms',
      run.pageMs,
      `with the worker's messages; ${note}`,
    ),
  ];
}

async function measure(page: Page): Promise<BenchFigure[]> {
  const figures: BenchFigure[] = [];
  for (const backend of BACKENDS) {
    figures.push(...figuresOf(backend, await runOn(page, [backend], PREDICTIONS[backend])));
  }
  const starts: number[] = [];
  let chosen = '';
  for (let i = 0; i < 3; i++) {
    const { startMs, status } = await runOn(page, BACKENDS, 0);
    starts.push(startMs);
    if (status.kind === 'ready') chosen = status.backend.chosen;
  }
  const note = `bundle read, all three backends tried; it took ${chosen}`;
  return [...figures, figureOf('model worker, start to ready', 'ms', starts, note)];
}

/** About a minute. Needs a quiet machine to mean anything. */
export const benchModel = (): Promise<BenchFigure[]> =>
  withServedPage(ENTRY, async ({ url }) => {
    const browser = await chromium.launch({
      executablePath: requireBrowser(),
      args: [...QUIET_FLAGS, ...SOFTWARE_WEBGPU_FLAGS],
    });
    try {
      const page = await browser.newPage({ bypassCSP: true });
      await page.goto(url);
      // Playwright waits by evaluating text, which the app's policy forbids: hence bypassCSP.
      await page.waitForFunction(() => 'modelPage' in globalThis);
      return await measure(page);
    } finally {
      await browser.close();
    }
  });
