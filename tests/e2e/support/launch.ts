/** A browser as a student has it, and a visit to the app that remembers all that went over the wire. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { inject } from 'vitest';
import {
  QUIET_FLAGS,
  SOFTWARE_WEBGPU_FLAGS,
  fakeCameraFlags,
} from '../../../scripts/chromium-flags.ts';
import { requireBrowser } from '../../../scripts/find-browser.ts';

export type Camera =
  | { readonly kind: 'playing'; readonly file: string }
  /** A camera is there; the browser says no. */
  | { readonly kind: 'denied' }
  | { readonly kind: 'none' };

export interface LaunchOptions {
  readonly camera: Camera;
  readonly flags?: readonly string[];
}

export function cameraFlags(camera: Camera): readonly string[] {
  switch (camera.kind) {
    case 'none':
      return [];
    case 'denied':
      return ['--use-fake-device-for-media-stream', '--deny-permission-prompts'];
    case 'playing':
      return fakeCameraFlags(camera.file);
  }
}

export const launch = ({ camera, flags = [] }: LaunchOptions): Promise<Browser> =>
  chromium.launch({
    executablePath: requireBrowser(),
    args: [...QUIET_FLAGS, ...SOFTWARE_WEBGPU_FLAGS, ...cameraFlags(camera), ...flags],
  });

export interface Visit {
  readonly page: Page;
  /** Addresses of every request of the page and its workers, in order. */
  readonly requests: readonly string[];
  /** Errors in the console and uncaught ones, in order. */
  readonly errors: readonly string[];
  readonly close: () => Promise<void>;
}

/** Written by MediaPipe's wasm to the error stream though nothing is wrong. */
const HARMLESS = /^(?:INFO: |[IW]\d{4} |WARNING: )|TensorFlow Lite XNNPACK/;

/** Watches a page: what it asks for, and what goes wrong in it. */
export function watch(page: Page): Pick<Visit, 'requests' | 'errors'> {
  const requests: string[] = [];
  const errors: string[] = [];
  page.context().on('request', (request) => {
    requests.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !HARMLESS.test(message.text())) errors.push(message.text());
  });
  page.on('pageerror', (error) => {
    errors.push(String(error));
  });
  return { requests, errors };
}

/** A new student with an empty browser, at an address of the app. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  context.setDefaultTimeout(30_000);
  // No driver can answer the native "save as" dialog; without it the app downloads, as in Firefox.
  await context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
  });
  const page = await context.newPage();
  const watched = watch(page);
  await page.goto(inject('appUrl') + address);
  return { page, ...watched, close: () => context.close() };
}
