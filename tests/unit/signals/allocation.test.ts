import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../../..');
/** Up to four numbers of 16 bytes, which V8 may make of what functions hand on; no object, no array. */
const FEW_BYTES = 64;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-allocation-'));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      ssr: join(ROOT, 'tests/support/allocation-probe.ts'),
      outDir: folder,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'probe.mjs' } },
    },
    ssr: { noExternal: true },
  });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('[PRO-10] reading a frame makes no object after a while; an array for each would show', () => {
  // So much room for young objects that none is collected in between.
  const room = ['--max-semi-space-size=256', '--min-semi-space-size=256', '--expose-gc'];
  const printed = execFileSync(process.execPath, [...room, join(folder, 'probe.mjs')], {
    encoding: 'utf8',
  });
  const { bytes, withArray } = JSON.parse(printed) as { bytes: number; withArray: number };
  expect(bytes).toBeGreaterThan(-1);
  expect(bytes).toBeLessThan(FEW_BYTES);
  expect(withArray).toBeGreaterThan(2 * FEW_BYTES);
}, 120_000);
