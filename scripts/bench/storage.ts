/** Measures how much room an hour of samples takes, and how long exporting it does, in Chromium on disk. */
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { QUIET_FLAGS } from '../chromium-flags.ts';
import { requireBrowser } from '../find-browser.ts';
import { figureOf, type BenchFigure } from './figure.ts';
import { withServedPage } from './served-page.ts';
import type { StoragePage } from './storage-page.ts';

const HOUR_S = 3600;
const EXPORT_RUNS = 3;
const EXPORTS = [
  'features',
  'engagement',
  'readings',
  'openface',
  'summary',
  'everything',
] as const;
const ENTRY = 'scripts/bench/storage-page.html';
const MEGABYTE = 1e6;

const single = (name: string, median: number, note: string): BenchFigure => ({
  name,
  unit: 'MB',
  median,
  samples: 1,
  note,
});

async function exportFigures(page: Page): Promise<BenchFigure[]> {
  const figures: BenchFigure[] = [];
  for (const kind of EXPORTS) {
    const times: number[] = [];
    let size = 0;
    for (let run = 0; run < EXPORT_RUNS; run++) {
      const { ms, bytes } = await page.evaluate(
        (wanted) => (globalThis as unknown as StoragePage).storagePage.export(wanted),
        kind,
      );
      times.push(ms / 1000);
      size = bytes;
    }
    const note = `108,000 samples to a file of ${(size / MEGABYTE).toFixed(1)} MB, ${EXPORT_RUNS} runs`;
    figures.push(figureOf(`export of an hour, ${kind}`, 's', times, note));
  }
  return figures;
}

async function measure(page: Page): Promise<BenchFigure[]> {
  const { appendMs, payloadBytes, usedBytes } = await page.evaluate(
    (seconds) => (globalThis as unknown as StoragePage).storagePage.record(seconds),
    HOUR_S,
  );
  const how = '3,600 chunks of 30 samples of noise, strict durability, one transaction each';
  return [
    figureOf('append of one second of samples', 'ms', appendMs, how),
    single('samples of an hour', payloadBytes / MEGABYTE, how),
    ...(usedBytes === null
      ? []
      : [
          single(
            'stored for an hour, as the browser counts it',
            usedBytes / MEGABYTE,
            `navigator.storage.estimate() right after; ${how}`,
          ),
        ]),
    ...(await exportFigures(page)),
  ];
}

/** About two minutes. Needs a quiet machine to mean anything. */
export const benchStorage = (): Promise<BenchFigure[]> =>
  withServedPage(ENTRY, async ({ url, scratch }) => {
    // A profile on disk: an ephemeral one keeps its databases in memory.
    const context = await chromium.launchPersistentContext(path.join(scratch, 'profile'), {
      executablePath: requireBrowser(),
      args: [...QUIET_FLAGS],
      bypassCSP: true,
    });
    try {
      const page = await context.newPage();
      await page.goto(url);
      // Playwright waits by evaluating text, which the app's policy forbids: hence bypassCSP.
      await page.waitForFunction(() => 'storagePage' in globalThis);
      return await measure(page);
    } finally {
      await context.close();
    }
  });
