import { createRequire } from 'node:module';
import { readFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  DEMO_LECTURE,
  consentTo,
  openTimeline,
  playLecture,
  stopSession,
  waitForScore,
} from './support/journey.ts';
import { launch, visit } from './support/launch.ts';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where screenshots go, if they are wanted. */
const SHOTS = process.env['HEED_SCREENSHOTS'];

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ camera: { kind: 'playing', file: inject('steadyCamera') } });
});
afterAll(() => browser.close());

/** Rules broken with serious or critical impact, each with the first element that breaks it. */
async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`);
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  it.each(SIZES)('[A11Y-1] every screen at $width px keeps nobody out', async (viewport) => {
    const { page, close } = await visit(browser, '/', { colorScheme, viewport });
    const found: Record<string, unknown> = {};
    const look = async (screen: string): Promise<void> => {
      if (SHOTS !== undefined) {
        await mkdir(SHOTS, { recursive: true });
        const name = `${screen}-${colorScheme}-${viewport.width}.png`;
        await page.screenshot({ path: path.join(SHOTS, name), fullPage: true });
      }
      found[screen] = { barriers: await barriers(page), overflow: await overflow(page) };
    };
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look('home');
    await page.goto(`${inject('appUrl')}/lecture`);
    await page.getByRole('textbox').first().waitFor();
    await look('form');
    await page.goto(inject('appUrl') + DEMO_LECTURE);
    await page.getByRole('radio', { name: 'Attention', exact: true }).check();
    await look('consent');
    await consentTo(page, 'Attention');
    await playLecture(page);
    await waitForScore(page);
    await look('lecture');
    await page.getByRole('button', { name: 'Calibrate gaze' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).waitFor();
    await look('calibration-told');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('2 of 9', { exact: true }).waitFor();
    await look('calibration');
    await page.keyboard.press('Escape');
    await stopSession(page);
    await look('finished');
    await openTimeline(page);
    await look('session');
    await page.goto(`${inject('appUrl')}/sessions`);
    await page.getByText('1 session', { exact: true }).waitFor();
    await look('sessions');
    const fine = { barriers: [], overflow: 0 };
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((screen) => [screen, fine])));
    await close();
  });
});
