/** Runs one of the project's modules in headless Chromium, on an address that nothing leaves. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { ROOT } from '../build-app.ts';
import { QUIET_FLAGS } from '../chromium-flags.ts';
import { requireBrowser } from '../find-browser.ts';

/** A secure context, which the encoders need; every request is answered here. */
const ORIGIN = 'http://localhost:1';

async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    build: {
      write: false,
      minify: false,
      copyPublicDir: false,
      lib: { entry: path.join(ROOT, entry), formats: ['es'], fileName: 'page' },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((result) =>
    'output' in result ? result.output : [],
  );
  const script = outputs.find((output) => output.type === 'chunk');
  if (script === undefined) throw new Error(`${entry} was bundled to nothing.`);
  return script.code;
}

/**
 * Calls `use` with a page that has run the module `entry`. `folders` maps the first part of an
 * address to a folder: `{ photos: '/x' }` answers `/photos/a.jpg` with `/x/a.jpg`.
 */
export async function withBrowserPage<Result>(
  entry: string,
  folders: Readonly<Record<string, string>>,
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  const code = await bundle(entry);
  const browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: [...QUIET_FLAGS],
  });
  try {
    const page = await browser.newPage();
    await page.route('**/*', async (route) => {
      const [, first = '', ...rest] = new URL(route.request().url()).pathname.split('/');
      const folder = folders[first];
      if (first === 'page.js') {
        await route.fulfill({ contentType: 'text/javascript', body: code });
      } else if (folder !== undefined) {
        await route.fulfill({
          body: await readFile(path.join(folder, path.basename(rest.join('/')))),
        });
      } else {
        await route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><title>page</title>',
        });
      }
    });
    await page.goto(ORIGIN);
    await page.evaluate('import("/page.js")');
    return await use(page);
  } finally {
    await browser.close();
  }
}
