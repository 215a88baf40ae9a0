import { readFile } from 'node:fs/promises';
import path from 'node:path';
import mqtt from 'mqtt';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { encodeMessage } from '#core/live/messages/encode-message.ts';
import { parseMessage } from '#core/live/messages/parse-message.ts';
import { score, timestampMs } from '#core/units.ts';
import { findMosquitto } from '../../scripts/testing/find-mosquitto.ts';
import { hostilePayloads } from '../support/hostile-payloads.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import { stateMessage } from '../support/state-messages.ts';
import { boardAddress, leftOut, person } from './support/class-board.ts';
import { openClassBoard, roomOf, startClassSite, until } from './support/class-site.ts';
import { startStudents } from './support/class-students.ts';
import { launch, visit } from './support/launch.ts';

const SECRET = 'KOALA-0001';
const SIX = Array.from({ length: 6 }, (_, index) => `s-${index}`);
const SIX_HERE = /^6\s*here$/;
const MALFORMED = 'not in the format of a message';
const OVERSIZED = 'longer than a message may be';
const ACCESS = path.join(import.meta.dirname, '../../deploy/mosquitto/heed-acl');
/** Somebody whom a school's broker would not let: they speak for everybody. */
const HOSTILE = '\nuser hostile\ntopic write class/#\n';
const MARKUP = '<img src=7 onerror=alert(7)>';

const markupName = (): string =>
  encodeMessage(stateMessage({ at: timestampMs(Date.now()), name: MARKUP }));
const turnedName = (): string => markupName().replace(/"name":"[^}]*"/, '"name":"\u202eadA"');

/** No longer than deploy/ lets a packet be, and as UTF-8 brings it. */
const badPayloads = (seed: number): readonly (string | Uint8Array)[] =>
  Array.from(hostilePayloads(seed, 10_000, timestampMs(Date.now())), ({ payload }) => {
    const short = payload.slice(0, 1900);
    return typeof short === 'string' ? Buffer.from(short).toString() : short;
  });

/** Nothing at all is no message to a broker. */
function countRefused(payload: string | Uint8Array, counts: Record<string, number>): void {
  const reading = parseMessage(payload);
  if (payload.length === 0 || reading.kind !== 'refused') return;
  counts[reading.reason] = (counts[reading.reason] ?? 0) + 1;
}

interface Frames {
  count: number;
  /** Between two of them, ms. */
  longest: number;
}

const countFrames = (board: Page): Promise<void> =>
  board.evaluate(() => {
    const frames: Frames = { count: 0, longest: 0 };
    let last = performance.now();
    const next = (at: number): void => {
      frames.count += 1;
      frames.longest = Math.max(frames.longest, at - last);
      last = at;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    Object.assign(globalThis, { frames });
  });

/** Frames went on, and whatever name came is text. */
async function expectStanding(board: Page): Promise<void> {
  const frames = () =>
    board.evaluate(() => ({ ...(globalThis as unknown as { frames: Frames }).frames }));
  const { count, longest } = await frames();
  console.info(
    `${count} frames under hostile payloads, the longest took ${Math.round(longest)} ms`,
  );
  await expect.poll(async () => (await frames()).count).toBeGreaterThan(count);
  expect(longest).toBeLessThan(5000);
  await board.getByText(MARKUP, { exact: true }).waitFor();
  expect(await board.locator('img').count()).toBe(0);
  expect(await board.locator('body').innerText()).not.toContain('\u202e');
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ camera: { kind: 'none' } });
});
afterAll(() => browser.close());

it.skipIf(findMosquitto() === null)(
  '[FLT-5] 10,000 hostile payloads from a Mosquitto, where it is installed: the page stands, counts them in words, and shows the class',
  async () => {
    const names = [...SIX, 'hostile', 'instructor'];
    const mosquitto = await startMosquitto({
      users: Object.fromEntries(names.map((name) => [name, SECRET])),
      acl: (await readFile(ACCESS, 'utf8')) + HOSTILE,
    });
    onTestFinished(() => mosquitto.close());
    const site = await startClassSite(mosquitto.url);
    onTestFinished(() => site.close());
    const {
      page: board,
      errors,
      close,
    } = await openClassBoard(browser, site.url, 'hostile', SECRET);
    const students = startStudents({
      url: mosquitto.url,
      room: roomOf('hostile'),
      users: SIX,
      secret: SECRET,
      firstName: 'Zoe',
    });
    await person(board, 'Zoe').filter({ hasText: '80Engaged' }).waitFor();
    await countFrames(board);
    const client = await mqtt.connectAsync(mosquitto.url, {
      protocolVersion: 5,
      username: 'hostile',
      password: SECRET,
    });
    const say = (member: string, payload: string | Uint8Array): Promise<unknown> =>
      client.publishAsync(`class/psy-101~hostile/s/${member}/now`, Buffer.from(payload), {
        qos: 1,
      });
    const expected = { malformed: 0, oversized: 0 };
    let saying: Promise<unknown>[] = [];
    let made = 0;
    for (const payload of badPayloads(5)) {
      countRefused(payload, expected);
      saying.push(say(`s-h${made++ % 40}`, payload));
      if (saying.length < 200) continue;
      await Promise.all(saying);
      saying = [];
    }
    await Promise.all(saying);
    await say('s-h98', turnedName());
    await say('s-h99', markupName());
    await client.endAsync();
    expected.malformed += 1;
    await until(async () => (await leftOut(board)).get(MALFORMED) ?? 0, expected.malformed);
    await until(async () => (await leftOut(board)).get(OVERSIZED) ?? 0, expected.oversized);
    students.become(22);
    await person(board, 'Zoe').filter({ hasText: '22Not engaged' }).waitFor();
    await expectStanding(board);
    expect(errors).toEqual([]);
    await students.leave();
    await close();
  },
);

/** What any script of this site could say to the class among the tabs of its browser. */
interface TabTold {
  readonly member: string;
  readonly stay: string;
  readonly number: number;
  readonly locked: boolean;
  readonly lastWill: string;
  readonly payload: string | readonly number[];
}

/** Says it from a tab that is no dashboard, among much that is not even a tab's message. */
const tellTabs = (page: Page, told: readonly TabTold[]): Promise<void> =>
  page.evaluate((list) => {
    const channel = new BroadcastChannel('heed class psy-101~attention-1');
    const odd = [null, 7, 'ask', [], { kind: 'here' }, { kind: 'state', member: '../..' }, NaN];
    list.forEach(({ payload, ...message }, index) => {
      const data = typeof payload === 'string' ? payload : Uint8Array.from(payload);
      channel.postMessage({ kind: 'state', ...message, payload: data });
      if (index % 10 === 0) channel.postMessage(odd[(index / 10) % odd.length]);
    });
  }, told);

it('[FLT-5] 10,000 hostile payloads from a tab of this browser: the same', async () => {
  const { page: board, errors, close } = await visit(browser, boardAddress(roomOf('attention-1')));
  await board.getByText('Nobody has come yet').waitFor();
  const [students, hostile] = [await board.context().newPage(), await board.context().newPage()];
  for (const page of [students, hostile]) await page.goto(`${inject('appUrl')}/sessions`);
  await board.bringToFront();
  let number = 0;
  const tell = (page: Page, member: string, payload: string | Uint8Array): TabTold => ({
    member,
    stay: `${member}-stay`,
    number: ++number,
    // The lock is nobody's: the last will is taken for said.
    locked: page === hostile && number % 50 === 0,
    lastWill: '{"v":1,"kind":"left","run":"aB3dE6gH","why":"lost"}',
    payload: typeof payload === 'string' ? payload : [...payload],
  });
  const sayAll = (points: number): Promise<void> =>
    tellTabs(
      students,
      SIX.map((member, index) =>
        tell(
          students,
          member,
          encodeMessage(
            stateMessage({
              at: timestampMs(Date.now()),
              number: ++number,
              score: score(points),
              status: points < 40 ? 'disengaged' : 'engaged',
              name: index === 0 ? 'Zoe' : null,
            }),
          ),
        ),
      ),
    );
  await sayAll(80);
  await person(board, 'Zoe').filter({ hasText: '80Engaged' }).waitFor();
  await board.getByText(SIX_HERE).waitFor();
  await countFrames(board);
  const expected = { malformed: 1, oversized: 0 };
  const told: TabTold[] = [];
  for (const payload of badPayloads(6)) {
    countRefused(payload, expected);
    // As a broker would not tell it.
    if (payload.length > 0) told.push(tell(hostile, `s-h${told.length % 40}`, payload));
  }
  told.push(tell(hostile, 's-h98', turnedName()), tell(hostile, 's-h99', markupName()));
  while (told.length > 0) await tellTabs(hostile, told.splice(0, 1000));
  await until(async () => (await leftOut(board)).get(MALFORMED) ?? 0, expected.malformed);
  await until(async () => (await leftOut(board)).get(OVERSIZED) ?? 0, expected.oversized);
  await sayAll(22);
  await person(board, 'Zoe').filter({ hasText: '22Not engaged' }).waitFor();
  await expectStanding(board);
  expect(errors).toEqual([]);
  await close();
});
