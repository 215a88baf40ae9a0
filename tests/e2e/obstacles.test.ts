import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { DEMO_LECTURE, consentTo, stopSession, waitForScore } from './support/journey.ts';
import { launch, visit, type Camera } from './support/launch.ts';
import type { Frame, Page } from 'playwright';
import { startAppServer, type AppServer } from '../../scripts/server/app-server.ts';

async function tryCamera(page: Page | Frame): Promise<void> {
  await page.getByRole('radio', { name: 'Attention', exact: true }).check();
  await page.getByRole('button', { name: /^I agree/ }).click();
}

/** The way on that every obstacle leaves open. */
async function goOnWithoutCamera(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Go on without a camera' }).click();
  await page.getByRole('complementary', { name: 'Monitor' }).waitFor();
  await stopSession(page);
}

const cases: readonly { camera: Camera; title: string; wayOut: RegExp }[] = [
  {
    camera: { kind: 'denied' },
    title: 'The browser didn’t allow the camera',
    wayOut: /allow the camera for this site/,
  },
  { camera: { kind: 'none' }, title: 'No camera found', wayOut: /Plug one in/ },
];

it.each(cases)('[OBS-1] camera $camera.kind: says so and leads on', async (obstacle) => {
  const browser = await launch({ camera: obstacle.camera });
  try {
    const { page, errors } = await visit(browser, DEMO_LECTURE);
    await tryCamera(page);
    await page.getByText(obstacle.title, { exact: true }).waitFor();
    expect(await page.getByText(obstacle.wayOut).count()).toBeGreaterThan(0);
    expect(await page.getByRole('button', { name: 'Try again' }).isEnabled()).toBe(true);
    await goOnWithoutCamera(page);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
  }
});

it('[OBS-2] without WebGL the face reader says so, and events are logged as ever', async () => {
  const browser = await launch({
    camera: { kind: 'playing', file: inject('steadyCamera') },
    flags: ['--disable-3d-apis'],
  });
  try {
    const { page } = await visit(browser, DEMO_LECTURE);
    await page.getByText('The face reader can’t run in this browser').first().waitFor();
    await consentTo(page, 'Without a camera');
    await stopSession(page);
  } finally {
    await browser.close();
  }
});

let learningPlatform: Server;
let platformUrl: string;
/** The app as a deployer offers it who named the learning platform in `embedOrigins`. */
let embeddable: AppServer;
beforeAll(async () => {
  learningPlatform = createServer((request, response) => {
    const allow = request.url === '/passing' ? ' allow="camera"' : '';
    const app = request.url === '/unnamed' ? inject('appUrl') : embeddable.url;
    const lecture = DEMO_LECTURE.replaceAll('&', '&amp;');
    response.setHeader('Content-Type', 'text/html');
    response.end(`<iframe${allow} width="1200" height="900" src="${app}${lecture}"></iframe>`);
  });
  await new Promise<void>((resolve) => learningPlatform.listen(0, '127.0.0.1', resolve));
  platformUrl = `http://127.0.0.1:${(learningPlatform.address() as AddressInfo).port}`;
  embeddable = await startAppServer({
    folder: inject('appFolder'),
    configText: '{}',
    allowed: { mediaOrigins: [], embedOrigins: [platformUrl], class: { channel: 'off' } },
    port: 0,
  });
});
afterAll(async () => {
  learningPlatform.close();
  await embeddable.close();
});

async function inFrame(address: string, use: (frame: Frame) => Promise<void>): Promise<void> {
  const browser = await launch({ camera: { kind: 'playing', file: inject('steadyCamera') } });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 960 } });
    await page.goto(platformUrl + address);
    const [, frame] = page.frames();
    if (frame === undefined) throw new Error('The platform shows no frame.');
    await use(frame);
  } finally {
    await browser.close();
  }
}

it('[OBS-3] a page that the deployer did not name cannot show the app in a frame', async () => {
  await inFrame('/unnamed', async (frame) => {
    await expect.poll(() => frame.url()).toMatch(/^chrome-error:/);
  });
});

it('[OBS-4] in a frame that passes no camera on, the page says so and leads on', async () => {
  await inFrame('/keeping', async (frame) => {
    const title = 'The page around this one doesn’t pass the camera on';
    await frame.getByRole('radio', { name: 'Without a camera', exact: true }).waitFor();
    if ((await frame.getByText(title).count()) === 0) await tryCamera(frame);
    await frame.getByText(title).first().waitFor();
    await consentTo(frame, 'Without a camera');
    await stopSession(frame);
  });
});

it('[OBS-4] in a frame that passes the camera on, it is read', async () => {
  await inFrame('/passing', async (frame) => {
    await consentTo(frame, 'Attention');
    expect(await waitForScore(frame)).toBeGreaterThan(0);
    await stopSession(frame);
  });
});
