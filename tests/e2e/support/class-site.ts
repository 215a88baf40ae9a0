/** The app with a class on a broker where everybody has a password. */
import type { Browser } from 'playwright';
import { expect, inject } from 'vitest';
import type { ClassRoom } from '#core/live/class-room.ts';
import { startAppServer, type AppServer } from '../../../scripts/server/app-server.ts';
import { readDeployment } from '../../../src/core/policy/deployment.ts';
import { boardAddress, logIn, whenLive } from './class-board.ts';
import { watch, type Visit } from './launch.ts';

export const roomOf = (lectureId: string): ClassRoom => ({ courseId: 'psy-101', lectureId });

/** `broker` is an address such as `ws://127.0.0.1:9001`. */
export function startClassSite(broker: string): Promise<AppServer> {
  const settings = { class: { channel: 'broker', url: broker, login: 'password' } };
  const configText = JSON.stringify(settings);
  const allowed = readDeployment(configText).deployment;
  return startAppServer({ folder: inject('appFolder'), configText, allowed, port: 0 });
}

/** Somebody with an empty browser, at any address. */
export async function open(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext();
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const watched = watch(page);
  await page.goto(address);
  return { page, ...watched, close: () => context.close() };
}

/** The instructor's page, connected. */
export async function openClassBoard(
  browser: Browser,
  site: string,
  lectureId: string,
  password: string,
): Promise<Visit> {
  const board = await open(browser, site + boardAddress(roomOf(lectureId)));
  await logIn(board.page, password);
  await whenLive(board.page);
  return board;
}

export const until = (read: () => Promise<number> | number, count: number): Promise<void> =>
  expect.poll(read, { timeout: 60_000, interval: 200 }).toBe(count);
