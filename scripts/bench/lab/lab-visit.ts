/** The built lab in a browser of its own, with a probe of its frames. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { transformWithOxc } from 'vite';
import { buildIfNeeded, DIST, ROOT } from '../../build-app.ts';
import { QUIET_FLAGS } from '../../chromium-flags.ts';
import { requireBrowser } from '../../find-browser.ts';
import { startAppServer } from '../../server/app-server.ts';
import { readDeploymentFile } from '../../server/deployment-file.ts';
import type { FrameScope, PageFrames } from './page-frames.ts';

export interface LabVisit {
  readonly page: Page;
  readonly browser: Browser;
}

async function probeScript(): Promise<string> {
  const file = path.join(ROOT, 'scripts/bench/lab/frame-probe.ts');
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file);
  return code.replace(/^export \{\};?$/m, '');
}

/** An empty browser at `/lab`, closed afterwards. */
export async function withLab<Result>(use: (visit: LabVisit) => Promise<Result>): Promise<Result> {
  await buildIfNeeded(() => undefined);
  const { deployment, text } = await readDeploymentFile(path.join(ROOT, 'heed.config.json'));
  const server = await startAppServer({
    folder: DIST,
    configText: text,
    allowed: deployment,
    port: 0,
  });
  try {
    const browser = await chromium.launch({
      executablePath: requireBrowser(),
      args: [...QUIET_FLAGS],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.addInitScript({ content: await probeScript() });
      await page.goto(`${server.url}/lab`);
      await page.getByText('Nothing is kept here yet.').waitFor();
      return await use({ page, browser });
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

/** Frames of the page since `from` (Date.now), to now; the page must not have been loaded since. */
export const framesSince = (page: Page, from: number): Promise<PageFrames> =>
  page.evaluate(([start, end]) => (globalThis as FrameScope).framesWithin(start, end), [
    from,
    Date.now(),
  ] as const);
