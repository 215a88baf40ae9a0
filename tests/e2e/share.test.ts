import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { CLASS_MESSAGE_LIMIT_BYTES } from '#core/live/messages/class-message.ts';
import { DEMO_LECTURE, playLecture, stopSession, waitForScore } from './support/journey.ts';
import { launch, visit } from './support/launch.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ camera: { kind: 'playing', file: inject('steadyCamera') } });
});
afterAll(() => browser.close());

interface Heard {
  readonly kind: string;
  /** What goes to the class, as it is. */
  readonly payload?: string;
  readonly at: number;
}

/** Another tab of the browser that listens to the class's channel, and knows nothing of the app. */
async function listen(context: BrowserContext): Promise<() => Promise<readonly Heard[]>> {
  const page = await context.newPage();
  await page.goto(`${inject('appUrl')}/sessions`);
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    new BroadcastChannel('heed class psy-101~attention-1').onmessage = ({ data }) => {
      heard.push({ ...(data as object), at: Date.now() });
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);
}

interface Sent {
  readonly run: string;
  readonly number: number;
  readonly at: number;
  readonly name: unknown;
  readonly states: unknown;
  readonly status: unknown;
  readonly score: unknown;
}

const statesOf = (heard: readonly Heard[]): readonly string[] =>
  heard.flatMap(({ kind, payload }) => (kind === 'state' ? [payload ?? ''] : []));
const read = (text: string): Sent => JSON.parse(text) as Sent;
const panel = (page: Page) => page.getByRole('region', { name: 'What your class gets' });

async function startSharing(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Learning states', exact: true }).check();
  await page.getByRole('radio', { name: 'Share without my name', exact: true }).check();
  await page.getByRole('button', { name: 'I agree, start the lecture' }).click();
  await page.getByRole('complementary', { name: 'Monitor' }).waitFor({ timeout: 60_000 });
  await playLecture(page);
}

it('[SHU-14] the class gets what the panel shows, short, once a second, and nothing after a stop', async () => {
  const { page, errors, close } = await visit(browser, DEMO_LECTURE);
  const hear = await listen(page.context());
  await page.bringToFront();
  await startSharing(page);
  await waitForScore(page);
  await panel(page).getByText('The exact text').click();

  const shown = new Set<string>();
  await expect
    .poll(
      async () => {
        shown.add(await panel(page).locator('code').innerText());
        return shown.size;
      },
      { timeout: 60_000, interval: 300 },
    )
    .toBeGreaterThanOrEqual(6);
  const sent = statesOf(await hear());
  for (const text of shown) expect(sent).toContain(text);
  for (const text of sent) {
    expect(new TextEncoder().encode(text).length).toBeLessThan(CLASS_MESSAGE_LIMIT_BYTES);
    expect(text).not.toContain('student-7');
    expect(read(text)).toMatchObject({ name: null, states: null });
  }
  expect(sent.some((text) => typeof read(text).score === 'number')).toBe(true);
  const times = sent.map((text) => read(text).at);
  const first = at(times, 0);
  const spanS = (at(times, times.length - 1) - first) / 1000;
  expect(times.length).toBeLessThanOrEqual(spanS + 1.1);
  expect(JSON.stringify(await hear())).not.toContain('student-7');

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect
    .poll(async () => read(at([...statesOf(await hear())].reverse(), 0)), { timeout: 15_000 })
    .toMatchObject({ score: null, status: 'not_detected' });
  await page.getByRole('button', { name: 'Resume', exact: true }).click();

  await page.getByRole('button', { name: 'Stop sharing' }).click();
  await expect.poll(async () => (await hear()).at(-1)?.kind).toBe('farewell');
  const before = (await hear()).length;
  await page.waitForTimeout(3000);
  expect((await hear()).length).toBe(before);

  await page.getByRole('button', { name: 'Share again' }).click();
  await expect
    .poll(async () => new Set(statesOf(await hear()).map((text) => read(text).run)).size)
    .toBe(2);
  await stopSession(page);
  await page.getByText(/^Your class was sent \d+ messages, without your name/).waitFor();
  await expect.poll(async () => (await hear()).at(-1)?.kind).toBe('farewell');
  expect(errors).toEqual([]);
  await close();
});
