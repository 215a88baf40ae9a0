/** Measures networks by path, and the model worker, in the built form and under its headers. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { parseManifest } from '../../src/core/models/model-bundle.ts';
import { MODEL_SIGNALS } from '../../src/core/signals/model-signals.ts';
import { ROOT } from '../build-app.ts';
import { QUIET_FLAGS, SOFTWARE_WEBGPU_FLAGS } from '../chromium-flags.ts';
import { requireBrowser } from '../find-browser.ts';
import { figureOf, type BenchFigure } from './figure.ts';
import type { ModelPage } from './model-page.ts';
import {
  BENCH_NETWORKS,
  type BenchNetworkName,
  NETWORK_PATHS,
  type NetworkPath,
  type NetworkTimes,
} from './networks.ts';
import { withServedPage } from './served-page.ts';

const ENTRY = 'scripts/bench/model-page.html';
const MANIFEST = path.join(ROOT, 'public/models/learning-states/manifest.json');
const RUNS: Readonly<Record<NetworkPath, number>> = {
  'typed arrays': 300,
  'tfjs wasm': 300,
  'tfjs cpu': 100,
  'fused webgpu': 60,
  'unfused webgpu': 10,
};
const ROUND_TRIPS = 200;
const STARTS = 5;

const timeOn = (page: Page, network: BenchNetworkName, on: NetworkPath): Promise<NetworkTimes> =>
  page.evaluate((run) => (globalThis as unknown as ModelPage).modelPage.time(run), {
    network,
    path: on,
    runs: RUNS[on],
  });

/** A ratio of medians, for the claim that fusing pays. */
function ratioOf(name: string, above: BenchFigure, below: BenchFigure): BenchFigure {
  const note = `${above.name} over ${below.name}, medians of the same run`;
  return { name, unit: 'times', median: above.median / below.median, samples: 1, note };
}

async function networkFigures(page: Page, network: BenchNetworkName): Promise<BenchFigure[]> {
  const { length, featureCount } = BENCH_NETWORKS[network];
  const figures = new Map<NetworkPath, BenchFigure>();
  for (const on of NETWORK_PATHS) {
    const { times, error } = await timeOn(page, network, on);
    const where = on.endsWith('webgpu') ? ', in software (SwiftShader, no GPU)' : '';
    const note = `one window of ${length} x ${featureCount} at a time, in a worker, made-up weights${where}; furthest from tfjs' layers on cpu ${error.toExponential(1)}`;
    figures.set(on, figureOf(`${network}, ${on}`, 'ms', times, note));
  }
  const fused = figures.get('fused webgpu');
  const unfused = figures.get('unfused webgpu');
  const typed = figures.get('typed arrays');
  const wasm = figures.get('tfjs wasm');
  return [
    ...figures.values(),
    ...(wasm && typed ? [ratioOf(`${network}, wasm over typed arrays`, wasm, typed)] : []),
    ...(unfused && fused ? [ratioOf(`${network}, unfused over fused`, unfused, fused)] : []),
  ];
}

async function shippedWindowSize(): Promise<number> {
  const { window, signal } = parseManifest(await readFile(MANIFEST, 'utf8'), MODEL_SIGNALS);
  return window.length * signal.features.length;
}

async function workerFigures(page: Page, windowSize: number): Promise<BenchFigure[]> {
  const runOnce = (predictions: number) =>
    page.evaluate(
      ([size, count]) => (globalThis as unknown as ModelPage).modelPage.run(size, count),
      [windowSize, predictions] as const,
    );
  const starts: number[] = [];
  let trips: readonly number[] = [];
  let chosen = '';
  for (let i = 0; i < STARTS; i++) {
    const { startMs, status, pageMs } = await runOnce(i === 0 ? ROUND_TRIPS : 0);
    if (status.kind !== 'ready') {
      const why = status.kind === 'unavailable' ? status.message : 'still loading';
      throw new Error(`The shipped model does not run: ${why}`);
    }
    starts.push(startMs);
    if (i === 0) trips = pageMs;
    chosen = status.backend.chosen;
  }
  const note = `the shipped learning-states model; the self-test took ${chosen}`;
  return [
    figureOf('learning states, page to worker and back', 'ms', trips, note),
    figureOf(
      'model worker, start to ready',
      'ms',
      starts,
      `bundle read, every path tried; ${note}`,
    ),
  ];
}

async function measure(page: Page): Promise<BenchFigure[]> {
  const windowSize = await shippedWindowSize();
  const figures: BenchFigure[] = [];
  for (const network of Object.keys(BENCH_NETWORKS) as BenchNetworkName[]) {
    figures.push(...(await networkFigures(page, network)));
  }
  return [...figures, ...(await workerFigures(page, windowSize))];
}

/** Some two minutes. Needs a quiet machine to mean anything. */
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
