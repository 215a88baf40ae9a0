/** Goes from files to a judged model as a person would, and measures the page meanwhile. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { type MemoryPeak, watchMemory } from './browser-memory.ts';
import { framesSince, type LabVisit, withLab } from './lab-visit.ts';
import { MADE_WINDOWS, writeMadeFiles } from './made-files.ts';
import type { PageFrames } from './page-frames.ts';

/** One part of the way, in words that follow "while". */
export interface Stage extends PageFrames {
  readonly name: string;
  readonly seconds: number;
}
export interface TrainingMeasured {
  readonly stages: readonly Stage[];
  /** With what is judged after each, and its checkpoint. */
  readonly epochSeconds: readonly number[];
  readonly memory: MemoryPeak;
}

const RUN = 'bench';
const PATIENCE_MS = 900_000;

async function stage(page: Page, name: string, work: () => Promise<void>): Promise<Stage> {
  const from = Date.now();
  await work();
  const seconds = (Date.now() - from) / 1000;
  return { name, seconds, ...(await framesSince(page, from)) };
}

/** Two epochs: the second runs when the page is told to stop. */
async function twoEpochs(page: Page): Promise<readonly number[]> {
  const began = Date.now();
  const stop = page.getByRole('button', { name: 'Stop and keep the best', disabled: false });
  await stop.waitFor();
  const between = Date.now();
  await stop.click();
  await page
    .getByRole('status')
    .filter({ hasText: /^Learning/ })
    .waitFor({ state: 'hidden' });
  return [(between - began) / 1000, (Date.now() - between) / 1000];
}

async function drive(
  { page, browser }: LabVisit,
  files: readonly string[],
): Promise<TrainingMeasured> {
  page.setDefaultTimeout(PATIENCE_MS);
  const stopWatching = await watchMemory(browser);
  let epochSeconds: readonly number[] = [];
  const stages = [
    await stage(page, 'files are kept and surveyed', async () => {
      await page.getByLabel('Files to learn from').setInputFiles([...files]);
      const found = `${MADE_WINDOWS.toLocaleString('en')} windows with a label`;
      await page.getByText(found).waitFor();
    }),
    await stage(page, 'the windows are counted', async () => {
      const lab = page.getByRole('navigation', { name: 'Lab' });
      await lab.getByRole('link', { name: 'Train', exact: true }).click();
      await page.getByLabel('Start from').selectOption({ label: 'Engagement LSTM' });
      await page.getByLabel('Name of the run').fill(RUN);
      await page.getByRole('button', { name: 'Start training', disabled: false }).waitFor();
    }),
    await stage(page, 'data are read and prepared', async () => {
      await page.getByRole('button', { name: 'Start training' }).click();
      await page
        .getByRole('status')
        .filter({ hasText: /^Learning/ })
        .waitFor();
    }),
    await stage(page, 'it learns', async () => {
      epochSeconds = await twoEpochs(page);
    }),
    await stage(page, 'it is judged', async () => {
      await page.getByRole('link', { name: RUN, exact: true }).waitFor();
    }),
  ];
  return { stages, epochSeconds, memory: await stopWatching() };
}

export async function measureTraining(): Promise<TrainingMeasured> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heed-bench-'));
  try {
    const files = await writeMadeFiles(folder);
    return await withLab((visit) => drive(visit, files));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
