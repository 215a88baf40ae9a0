/** Measures the model worker by backend, in the built form and under its headers, in Chromium. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { type BackendName, BACKENDS } from '../../src/core/models/model-status.ts';
import { ROOT } from '../build-app.ts';
import { QUIET_FLAGS, SOFTWARE_WEBGPU_FLAGS } from '../chromium-flags.ts';
import { requireBrowser } from '../find-browser.ts';
import { startAppServer } from '../server/app-server.ts';
import { figureOf, type BenchFigure } from './figure.ts';
import type { ModelPage, ModelRun } from './model-page.ts';

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
export async function benchModel(): Promise<BenchFigure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heed-bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      root: ROOT,
      worker: { format: 'es' },
      build: {
        outDir: folder,
        emptyOutDir: true,
        target: 'es2023',
        rolldownOptions: { input: path.join(ROOT, ENTRY) },
      },
    });
    const server = await startAppServer({
      folder,
      configText: '{}',
      allowed: { mediaOrigins: [], embedOrigins: [] },
      port: 0,
    });
    const browser = await chromium.launch({
      executablePath: requireBrowser(),
      args: [...QUIET_FLAGS, ...SOFTWARE_WEBGPU_FLAGS],
    });
    try {
      const page = await browser.newPage();
      await page.goto(`${server.url}/${ENTRY}`);
      await page.waitForFunction('globalThis.modelPage !== undefined');
      return await measure(page);
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const { name, median, p95, unit, note } of await benchModel()) {
    const spread = p95 === undefined ? '' : `, p95 ${p95.toFixed(1)}`;
    console.log(`${name}: ${median.toFixed(1)} ${unit}${spread}  (${note})`);
  }
}
