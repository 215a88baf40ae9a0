import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { person, whenLive } from './support/class-board.ts';
import { startStudents } from './support/class-students.ts';
import { DEMO_LECTURE, playLecture, stopSession } from './support/journey.ts';
import { launch } from './support/launch.ts';
import { INSTRUCTOR_KEY, JOIN_CODE, openClass, type OpenClass } from './support/open-class.ts';

const ROOM = { courseId: 'psy-101', lectureId: 'attention-1' };

let server: OpenClass;
const browsers: Browser[] = [];
beforeAll(async () => {
  server = await openClass();
});
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await server.close();
});

/** A browser of its own, as on a machine of its own. */
async function openBrowser(camera: string | null): Promise<{ browser: Browser; page: Page }> {
  const browser = await launch({
    camera: camera === null ? { kind: 'none' } : { kind: 'playing', file: camera },
  });
  browsers.push(browser);
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  context.setDefaultTimeout(60_000);
  return { browser, page: await context.newPage() };
}

/** Comes by the students' link over the network, and shares by name. */
async function joinByName(name: string, camera: string) {
  const student = await openBrowser(camera);
  const { page } = student;
  await page.goto(`${server.networkUrl}${DEMO_LECTURE}&join=${JOIN_CODE}`);
  await page.getByRole('radio', { name: 'Attention', exact: true }).check();
  await page.getByRole('radio', { name: 'Share by name', exact: true }).check();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'I agree, start the lecture' }).click();
  await page.getByRole('complementary', { name: 'Monitor' }).waitFor();
  await playLecture(page);
  return student;
}

it('[CLJ-1] three browsers with cameras and one instructor: the page follows who looks away and who leaves', async () => {
  const instructor = await openBrowser(null);
  const board = instructor.page;
  const errors: string[] = [];
  board.on('pageerror', (error) => errors.push(String(error)));
  await board.goto(
    `${server.local.url}/class?course_id=${ROOM.courseId}&lecture_id=${ROOM.lectureId}#key=${INSTRUCTOR_KEY}`,
  );
  await whenLive(board);
  expect(new URL(board.url()).hash).toBe('');

  const ada = await joinByName('Ada', inject('steadyCamera'));
  const ben = await joinByName('Ben', inject('lookingAwayCamera'));
  const cem = await joinByName('Cem', inject('steadyCamera'));
  const shows = (name: string, words: RegExp, timeout = 60_000): Promise<void> =>
    person(board, name).filter({ hasText: words }).waitFor({ timeout });

  await shows('Ada', /Engaged, at \d/);
  await shows('Cem', /Engaged, at \d/);
  await shows('Ben', /Engaged, at \d/);
  await shows('Ben', /(?:Not|Partly) engaged/);
  await shows('Ada', /Engaged, at \d/, 5000);
  await shows('Ben', /\d+Engaged, at \d/);

  const others = startStudents({
    url: `ws://localhost:${server.local.port}/mqtt`,
    room: ROOM,
    users: ['s-1', 's-2', 's-3', 's-4', 's-5', 's-6'],
    secret: JOIN_CODE,
    firstName: 'Dia',
  });
  await board.getByText(/^9\s*here$/).waitFor();
  await board.getByText(/^\d+\s*of 100$/).waitFor();

  await cem.browser.close();
  await shows('Cem', /connection lost/);
  await stopSession(ada.page);
  await shows('Ada', /left/);
  await board.getByText(/^7\s*here$/).waitFor();
  await others.leave();
  await board.getByText(/^1\s*here$/).waitFor();

  await ben.page.getByRole('button', { name: 'Stop sharing' }).click();
  await shows('Ben', /left/);
  await board.getByRole('button', { name: 'End the class' }).click();
  await board.getByRole('link', { name: 'See the record of this class' }).click();
  await board.getByRole('heading', { name: /attention-1/ }).waitFor();
  for (const name of ['Ada', 'Ben', 'Cem']) {
    await board.getByText(name, { exact: true }).first().waitFor();
  }
  expect(errors).toEqual([]);
}, 300_000);
