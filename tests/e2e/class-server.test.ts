import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from './support/launch.ts';
import { JOIN_CODE, openClass, type OpenClass } from './support/open-class.ts';

let running: OpenClass;
let address: string;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  running = await openClass();
  ({ address } = running);
  browser = await launch({ camera: { kind: 'none' } });
  // As after "Advanced", "Proceed".
  page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
});
afterAll(async () => {
  await browser.close();
  await running.close();
});

/** Resolves with 'open', or with the directive that forbade it. */
const tryToReach = (target: string): Promise<string> =>
  new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      resolve(effectiveDirective);
    });
    const socket = new WebSocket(target, 'mqtt');
    socket.onopen = () => {
      resolve('open');
    };
    // The violation is told just after the error.
    socket.onerror = () => setTimeout(resolve, 500, 'error');
  });

it('[BRK-15] over the network the page is a secure context, which a camera needs', async () => {
  await page.goto(`${running.networkUrl}/lecture?join=${JOIN_CODE}`);
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
  expect(await page.evaluate(() => typeof navigator.mediaDevices.getUserMedia)).toBe('function');
});

it('[BRK-15] its page reaches the broker of its own origin, and no other', async () => {
  const { local, secure } = running;
  await page.goto(`https://${address}:${secure.port}/lecture`);
  expect(await page.evaluate(tryToReach, `wss://${address}:${secure.port}/mqtt`)).toBe('open');
  expect(await page.evaluate(tryToReach, 'wss://collector.example/mqtt')).toBe('connect-src');
  await page.goto(`${local.url}/class`);
  expect(await page.evaluate(tryToReach, `ws://localhost:${local.port}/mqtt`)).toBe('open');
  await page.goto(`${local.url}/class`);
  const elsewhere = `wss://${address}:${secure.port}/mqtt`;
  expect(await page.evaluate(tryToReach, elsewhere)).toBe('connect-src');
});

it('[BRK-6] the broker turns a page of another origin away', async () => {
  // On this machine too: the browser itself keeps others from knocking here.
  const other = createServer((_request, response) => response.end('<title>elsewhere</title>'));
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  const knocked: (string | undefined)[] = [];
  running.local.server.once('upgrade', ({ headers }) => knocked.push(headers.origin));
  const elsewhere = `http://localhost:${(other.address() as AddressInfo).port}`;
  await page.goto(elsewhere);
  const broker = `ws://localhost:${running.local.port}/mqtt`;
  expect(await page.evaluate(tryToReach, broker)).toBe('error');
  expect(knocked).toEqual([elsewhere]);
  other.close();
  other.closeAllConnections();
});
