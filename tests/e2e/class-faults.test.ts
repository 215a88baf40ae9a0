import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { AppServer } from '../../scripts/server/app-server.ts';
import { findMosquitto } from '../../scripts/testing/find-mosquitto.ts';
import { breakableLine, type BreakableLine } from '../support/breakable-line.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import {
  boardAddress,
  joinByName,
  lectureAddress,
  leftOut,
  logIn,
  messagesOf,
  person,
  sharePanel,
  whenLive,
} from './support/class-board.ts';
import { open, openClassBoard, roomOf, startClassSite, until } from './support/class-site.ts';
import { startStudents, type ClassStudents } from './support/class-students.ts';
import { stopSession } from './support/journey.ts';
import { launch, type Visit } from './support/launch.ts';

const SECRET = 'KOALA-0001';
const SIX = Array.from({ length: 6 }, (_, index) => `s-${index}`);
const SIX_HERE = /^6\s*here$/;

/** Of deploy/; it stores what it knows once a minute, for which no test waits. */
async function deployedLimits(): Promise<readonly string[]> {
  const text = await readFile(new URL('../../deploy/mosquitto/mosquitto.conf', import.meta.url));
  const limits = text.toString().match(/^(?:message_size|max_(?:packet|keepalive)).*$/gm) ?? [];
  expect(limits).toHaveLength(3);
  return limits;
}

describe.skipIf(findMosquitto() === null)('with Mosquitto, where it is installed,', () => {
  let mosquitto: Mosquitto;
  let line: BreakableLine;
  let site: AppServer;
  /** The same site, whose way to the broker can be cut. */
  let farSite: AppServer;
  let browser: Browser;
  let cameraBrowser: Browser;

  beforeAll(async () => {
    const names = [...SIX, 'ada', 'instructor'];
    mosquitto = await startMosquitto({
      users: Object.fromEntries(names.map((name) => [name, SECRET])),
      settings: await deployedLimits(),
    });
    line = await breakableLine(mosquitto.url);
    [site, farSite] = await Promise.all([startClassSite(mosquitto.url), startClassSite(line.url)]);
    browser = await launch({ camera: { kind: 'none' } });
    cameraBrowser = await launch({ camera: { kind: 'playing', file: inject('steadyCamera') } });
  });
  afterAll(async () => {
    await browser.close();
    await cameraBrowser.close();
    await Promise.all([site.close(), farSite.close()]);
    await line.close();
    await mosquitto.close();
  });

  const openBoard = (lectureId: string): Promise<Visit> =>
    openClassBoard(browser, site.url, lectureId, SECRET);
  const sixStudents = (lectureId: string): ClassStudents =>
    startStudents({
      url: mosquitto.url,
      room: roomOf(lectureId),
      users: SIX,
      secret: SECRET,
      firstName: 'Zoe',
    });

  it('[FLT-1] a broker that is killed and comes back: the page says so, goes on, and counts each message once', async () => {
    const { page: board, close } = await openBoard('killed');
    const students = sixStudents('killed');
    await board.getByText(SIX_HERE).waitFor();
    // It stores what it knows every second; the rest of what it confirmed would be lost.
    const saves = () => mosquitto.log().split('Saving in-memory database').length;
    const before = saves();
    await expect.poll(saves, { timeout: 20_000 }).toBeGreaterThan(before);

    await mosquitto.kill();
    await board.getByText(/^Connection lost\. Trying again/).waitFor();
    await expect.poll(students.waiting, { timeout: 20_000 }).toBeGreaterThanOrEqual(12);
    await mosquitto.start();
    await whenLive(board);
    await students.hush();
    await until(() => messagesOf(board), students.sent());
    await students.leave();
    // A farewell of each comes after all that they said.
    await until(() => messagesOf(board), students.sent() + SIX.length);
    // What the broker told a second time, and nothing else.
    const reasons = [...(await leftOut(board)).keys()];
    expect(reasons.filter((words) => words !== 'came a second time')).toEqual([]);
    await close();
  });

  it('[FLT-2] an instructor who comes late sees the present state before anybody says anything new', async () => {
    const address = site.url + boardAddress(roomOf('late'));
    const { page: board, errors, close } = await open(browser, address);
    await board.getByLabel('Password', { exact: true }).waitFor();
    const students = sixStudents('late');
    await expect.poll(students.sent, { timeout: 20_000 }).toBeGreaterThanOrEqual(12);
    await students.hush();
    const sent = students.sent();
    await logIn(board, SECRET);
    await whenLive(board);
    const liveAt = Date.now();
    await board.getByText(SIX_HERE).waitFor();
    console.info(`a late instructor saw all students ${Date.now() - liveAt} ms after "Live"`);
    await person(board, 'Zoe')
      .filter({ hasText: /80Engaged, at \d/ })
      .waitFor();
    expect(await messagesOf(board)).toBe(SIX.length);
    expect(students.sent()).toBe(sent);
    expect(errors).toEqual([]);
    await students.leave();
    await close();
  });

  it('[FLT-3] a wrong password is said on either page, and another try succeeds without losing the session', async () => {
    const { page: board, close: closeBoard } = await open(
      browser,
      site.url + boardAddress(roomOf('login')),
    );
    await logIn(board, 'KOALA-0002');
    await board.getByText('This user and password were not accepted.').waitFor();
    await logIn(board, SECRET);
    await whenLive(board);

    const address = site.url + lectureAddress(roomOf('login'));
    const { page: student, close } = await open(browser, address);
    const wrong = { mode: 'Without a camera', name: 'Ada', user: 'ada', password: 'x' } as const;
    await joinByName(student, wrong);
    const panel = sharePanel(student);
    await panel.getByText(/^Your class doesn’t know this user name and password/).waitFor();
    const place = () =>
      student.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
    const placeBefore = await place();
    await panel.getByLabel('User name', { exact: true }).fill('ada');
    await panel.getByLabel('Password', { exact: true }).fill(SECRET);
    await panel.getByRole('button', { name: 'Join again' }).click();
    await panel.getByText('Connected to your class.').waitFor();
    await person(board, 'Ada').filter({ hasText: 'Without a camera, at 0' }).waitFor();
    expect(await place()).toBeGreaterThan(placeBefore);
    await stopSession(student);
    await student.getByText(/^Your class was sent \d+ messages?, by name\.$/).waitFor();
    await person(board, 'Ada').filter({ hasText: /left/ }).waitFor();
    await close();
    await closeBoard();
  });

  it('[FLT-4] a student’s page that was offline says what waits, and catches up without hole or double', async () => {
    const { page: board, errors, close: closeBoard } = await openBoard('offline');
    const address = farSite.url + lectureAddress(roomOf('offline'));
    const { page: student, close } = await open(cameraBrowser, address);
    await joinByName(student, { mode: 'Attention', name: 'Ada', user: 'ada', password: SECRET });
    const ada = person(board, 'Ada');
    await ada.filter({ hasText: /Engaged, at \d/ }).waitFor();
    const place = () =>
      student.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);

    line.cut();
    const from = await place();
    const panel = sharePanel(student);
    await panel.getByText(/^Your class can’t be reached now/).waitFor();
    await ada.filter({ hasText: 'connection lost' }).waitFor();
    const kept = panel.getByText(/are kept until then/);
    await expect
      .poll(async () => Number.parseInt(await kept.innerText(), 10), {
        timeout: 60_000,
        interval: 500,
      })
      .toBeGreaterThanOrEqual(30);
    const cell = Math.ceil(from / 10);
    await expect.poll(place, { timeout: 60_000, interval: 500 }).toBeGreaterThan(10 * (cell + 2));
    line.mend();
    // By which the browser says that it is online, and the broker is tried at once.
    await student.context().setOffline(true);
    await student.context().setOffline(false);
    await panel.getByText('Connected to your class.').waitFor();
    await panel.getByText(/kept until then/).waitFor({ state: 'detached' });
    await ada.filter({ hasText: /Engaged, at \d/ }).waitFor();

    await board.getByText('The same as a table').click();
    const cells = async (): Promise<readonly string[]> =>
      (await board.locator('tbody tr').allInnerTexts()).map((row) => row.replaceAll('\t', ' | '));
    // Both cells of the lecture that she watched wholly offline are on the line, and each once.
    for (const seconds of [10 * cell, 10 * (cell + 1)]) {
      const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      const rows = async (): Promise<readonly string[]> =>
        (await cells()).filter((row) => row.startsWith(`${time} |`));
      await expect
        .poll(rows, { timeout: 60_000 })
        .toEqual([expect.stringMatching(/^\d+:\d\d \| 1 \| \d+ \|/)]);
    }

    await stopSession(student);
    const words = await student
      .getByText(/^Your class was sent \d+ messages, by name\.$/)
      .innerText();
    const sent = Number(/\d+/.exec(words)?.[0]);
    // With the last will that was said while she was away, and with the farewell.
    await until(() => messagesOf(board), sent + 2);
    expect(await leftOut(board)).toEqual(new Map());
    expect(errors).toEqual([]);
    await close();
    await closeBoard();
  });

  it('[FLT-6] a student’s page that crashes is said to be gone by its last will, within ten seconds', async () => {
    const { page: board, close: closeBoard } = await openBoard('crashed');
    const address = site.url + lectureAddress(roomOf('crashed'));
    const { page: student, close } = await open(browser, address);
    await joinByName(student, {
      mode: 'Without a camera',
      name: 'Ada',
      user: 'ada',
      password: SECRET,
    });
    await person(board, 'Ada').filter({ hasText: 'Without a camera, at 0' }).waitFor();
    const devTools = await student.context().newCDPSession(student);
    const crashed = student.waitForEvent('crash');
    void devTools.send('Page.crash').catch(() => undefined);
    await crashed;
    const crashedAt = Date.now();
    await person(board, 'Ada').filter({ hasText: 'connection lost' }).waitFor();
    const afterMs = Date.now() - crashedAt;
    console.info(`the last will of a crashed page was shown after ${afterMs} ms`);
    // Five of them are the broker's delay; after fifteen the silence alone would tell.
    expect(afterMs).toBeLessThan(10_000);
    await close();
    await closeBoard();
  });
});
