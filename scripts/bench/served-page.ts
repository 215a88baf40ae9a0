import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { ROOT } from '../build-app.ts';
import { startAppServer } from '../server/app-server.ts';

export interface ServedPage {
  readonly url: string;
  /** A folder of its own, gone afterwards. */
  readonly scratch: string;
}

/**
 * Builds one page as the app is built and serves it under the app's headers while `use` runs.
 * `entry` is its HTML, below the project's root.
 */
export async function withServedPage<Result>(
  entry: string,
  use: (page: ServedPage) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heed-bench-'));
  const built = path.join(folder, 'page');
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      root: ROOT,
      worker: { format: 'es' },
      build: {
        outDir: built,
        emptyOutDir: true,
        target: 'es2023',
        rolldownOptions: { input: path.join(ROOT, entry) },
      },
    });
    const server = await startAppServer({
      folder: built,
      configText: '{}',
      allowed: { mediaOrigins: [], embedOrigins: [], class: { channel: 'off' } },
      port: 0,
    });
    try {
      return await use({ url: `${server.url}/${entry}`, scratch: folder });
    } finally {
      await server.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
