import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createBrokerChannel } from '#adapters/mqtt/broker-channel.ts';
import type { ClassUplink } from '#core/live/class-channel.ts';
import { CLASS_MESSAGE_EVERY_MS } from '#core/live/messages/class-message.ts';
import { memberId } from '#core/live/class-room.ts';
import { encodeMessage } from '#core/live/messages/encode-message.ts';
import { durationMs, lectureTimeS, probability, score, timestampMs } from '#core/units.ts';
import { ownCertificate } from '../../scripts/broker/certificate.ts';
import { startClassServer, type ClassServer } from '../../scripts/broker/class-server.ts';
import { networkAddresses } from '../../scripts/broker/network-addresses.ts';
import { readDeployment } from '../../src/core/policy/deployment.ts';
import { DEMO_LECTURE, playLecture, stopSession } from './support/journey.ts';
import { launch } from './support/launch.ts';

const CONFIG = '{}';
const JOIN_CODE = 'ABCD-EF23';
const INSTRUCTOR_KEY = 'the-key';
const ROOM = { courseId: 'psy-101', lectureId: 'attention-1' };
const [address = '127.0.0.1'] = networkAddresses();

let folder: string;
let server: ClassServer;
const browsers: Browser[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heed-class-'));
  server = await startClassServer({
    folder: inject('appFolder'),
    file: { text: CONFIG, deployment: readDeployment(CONFIG).deployment },
    port: 0,
    securePort: 0,
    certificate: await ownCertificate(folder, [address], new Date()),
    addresses: [address],
    joinCode: JOIN_CODE,
    instructorKey: INSTRUCTOR_KEY,
  });
});
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
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
  await page.goto(`https://${address}:${server.secure.port}${DEMO_LECTURE}&join=${JOIN_CODE}`);
  await page.getByRole('radio', { name: 'Attention', exact: true }).check();
  await page.getByRole('radio', { name: 'Share by name', exact: true }).check();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'I agree, start the lecture' }).click();
  await page.getByRole('complementary', { name: 'Monitor' }).waitFor();
  await playLecture(page);
  return student;
}

/** Others in the class, without name and without camera before them: the messages are real ones. */
function fillClass(students: number): () => Promise<void> {
  const others = Array.from({ length: students }, (_, index) => {
    const member = memberId(`s-other-${index}`);
    if (member === null) throw new Error('no member');
    const channel = createBrokerChannel({
      url: `ws://localhost:${server.local.port}/mqtt`,
      secret: JOIN_CODE,
      watcher: 'nobody',
      clock: () => timestampMs(Date.now()),
      network: new EventTarget(),
    });
    const run = `other00${index}`;
    const lastWill = encodeMessage({ kind: 'left', run, why: 'lost' });
    return { run, uplink: channel.join({ room: ROOM, member, lastWill, onLink: () => undefined }) };
  });
  const startedAt = Date.now();
  let number = 0;
  const say = ({ run, uplink }: { run: string; uplink: ClassUplink }, index: number): void => {
    const text = encodeMessage({
      kind: 'state',
      run,
      number,
      at: timestampMs(Date.now()),
      delay: durationMs(0),
      lectureTime: lectureTimeS((Date.now() - startedAt) / 1000),
      player: 'playing',
      score: score(60 + index),
      status: 'engaged',
      quality: probability(1),
      states: null,
      name: null,
    });
    // Not connected yet: this second is not told.
    uplink.send(text).catch(() => undefined);
  };
  const timer = setInterval(() => {
    number++;
    others.forEach(say);
  }, CLASS_MESSAGE_EVERY_MS);
  return async () => {
    clearInterval(timer);
    for (const { run, uplink } of others) {
      await uplink.leave(encodeMessage({ kind: 'left', run, why: 'ended' }));
    }
  };
}

it('[CLJ-1] three browsers with cameras and one instructor: the page follows who looks away and who leaves', async () => {
  const instructor = await openBrowser(null);
  const board = instructor.page;
  const errors: string[] = [];
  board.on('pageerror', (error) => errors.push(String(error)));
  await board.goto(
    `${server.local.url}/class?course_id=${ROOM.courseId}&lecture_id=${ROOM.lectureId}#key=${INSTRUCTOR_KEY}`,
  );
  await board.getByText('Live', { exact: true }).waitFor();
  expect(new URL(board.url()).hash).toBe('');

  const ada = await joinByName('Ada', inject('steadyCamera'));
  const ben = await joinByName('Ben', inject('lookingAwayCamera'));
  const cem = await joinByName('Cem', inject('steadyCamera'));
  const person = (name: string) =>
    board.getByRole('region', { name: 'By name' }).getByRole('listitem').filter({ hasText: name });
  const shows = (name: string, words: RegExp, timeout = 60_000): Promise<void> =>
    person(name).filter({ hasText: words }).waitFor({ timeout });

  await shows('Ada', /Engaged, at \d/);
  await shows('Cem', /Engaged, at \d/);
  await shows('Ben', /Engaged, at \d/);
  await shows('Ben', /(?:Not|Partly) engaged/);
  await shows('Ada', /Engaged, at \d/, 5000);
  await shows('Ben', /\d+Engaged, at \d/);

  const leave = fillClass(5);
  await board.getByText(/^8\s*here$/).waitFor();
  await board.getByText(/^\d+\s*of 100$/).waitFor();

  await cem.browser.close();
  await shows('Cem', /connection lost/);
  await stopSession(ada.page);
  await shows('Ada', /left/);
  await board.getByText(/^6\s*here$/).waitFor();
  await leave();
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
