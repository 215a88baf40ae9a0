import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { DEMO_LECTURE, consentTo, stopSession } from './support/journey.ts';
import { launch, visit, type Camera } from './support/launch.ts';
import type { Page } from 'playwright';

async function tryCamera(page: Page): Promise<void> {
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
beforeAll(async () => {
  learningPlatform = createServer((request, response) => {
    const allow = request.url === '/passing' ? ' allow="camera *"' : '';
    response.setHeader('Content-Type', 'text/html');
    response.end(
      `<iframe${allow} width="1200" height="900" src="${inject('appUrl')}${DEMO_LECTURE.replaceAll('&', '&amp;')}"></iframe>`,
    );
  });
  await new Promise<void>((resolve) => learningPlatform.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  learningPlatform.close();
});

it('[OBS-3] a page that the deployer did not name cannot show the app in a frame', async () => {
  const browser = await launch({ camera: { kind: 'none' } });
  try {
    const page = await browser.newPage();
    const { port } = learningPlatform.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    const [, frame] = page.frames();
    await expect.poll(() => frame?.url()).toMatch(/^chrome-error:/);
  } finally {
    await browser.close();
  }
});
