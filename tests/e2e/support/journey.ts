/** The steps of a student's way through the app, as a person takes them. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Frame, Page } from 'playwright';

/** The app itself: a page, or a frame in another one. */
type App = Page | Frame;

export type ModeName = 'Attention' | 'Learning states' | 'Without a camera';

export const DEMO_LECTURE =
  '/lecture?student_id=student-7&lecture_id=attention-1&course_id=psy-101&src=%2Fdemo%2Flecture.webm&captions=%2Fdemo%2Flecture.vtt';

/** Chooses a mode on the consent screen and starts; resolves once the lecture is on the screen. */
export async function consentTo(page: App, mode: ModeName): Promise<void> {
  await page.getByRole('radio', { name: mode, exact: true }).check();
  await page.getByRole('button', { name: /^I agree, start|^Start without/ }).click();
  await page.getByRole('complementary', { name: 'Monitor' }).waitFor({ timeout: 60_000 });
}

/** Plays the lecture, as a press on the player's own button does. */
export async function playLecture(page: App): Promise<void> {
  await page.locator('video').evaluate((video: HTMLVideoElement) => video.play());
}

const monitor = (page: App) => page.getByRole('complementary', { name: 'Monitor' });

export const waitForWords = (page: Page, words: string | RegExp, timeout = 30_000): Promise<void> =>
  monitor(page).getByText(words).first().waitFor({ timeout });

/** Resolves with the first score shown, 0..100. */
export async function waitForScore(page: App, timeout = 60_000): Promise<number> {
  const shown = monitor(page).getByText(/^\d{1,3}\s*of 100$/);
  await shown.waitFor({ timeout });
  return Number.parseInt(await shown.innerText(), 10);
}

export async function stopSession(page: App): Promise<void> {
  await monitor(page).getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('heading', { name: 'Session finished' }).waitFor();
}

/** From "session finished" to the session's own page. */
export async function openTimeline(page: App): Promise<void> {
  await page.getByRole('link', { name: 'See the timeline' }).click();
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
}

export type ExportName =
  | 'Attention levels'
  | 'Features'
  | 'Engagement'
  | 'Behaviour'
  | 'What was seen'
  | 'OpenFace'
  | 'Summary'
  | 'Everything';

export interface Exported {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Presses one of the export buttons of a session's page and takes the file. */
export async function exportFile(page: Page, name: ExportName): Promise<Exported> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name, exact: true }).click();
  const file = await download;
  return { fileName: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

export interface Table {
  readonly header: string;
  readonly rows: readonly Readonly<Record<string, string>>[];
}

export async function exportTable(page: Page, name: ExportName): Promise<Table> {
  const { bytes } = await exportFile(page, name);
  const text = new TextDecoder().decode(bytes);
  const rows: Record<string, string>[] = parse(text, { columns: true, trim: true, bom: true });
  return { header: text.split(/\r?\n/)[0] ?? '', rows };
}
