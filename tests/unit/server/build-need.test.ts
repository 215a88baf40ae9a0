import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildNeed } from '../../../scripts/build-app.ts';

let root: string;
const file = (name: string): string => path.join(root, name);

async function write(name: string, atSeconds: number): Promise<void> {
  await mkdir(path.dirname(file(name)), { recursive: true });
  await writeFile(file(name), name);
  await utimes(file(name), atSeconds, atSeconds);
}

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'heed-build-'));
  await write('index.html', 1000);
  await write('src/ui/app.tsx', 1000);
  await utimes(file('src'), 1000, 1000);
  await utimes(file('src/ui'), 1000, 1000);
});
afterEach(() => rm(root, { recursive: true }));

it('[SRV-8] builds where nothing is built', async () => {
  expect(await buildNeed(root)).toBe('missing');
});

it('[SRV-8] builds nothing where the built app is the newest', async () => {
  await write('dist/index.html', 2000);
  expect(await buildNeed(root)).toBe('none');
});

it('[SRV-8] builds again after a change deep in the sources', async () => {
  await write('dist/index.html', 2000);
  await write('src/ui/app.tsx', 3000);
  await utimes(file('src/ui'), 1000, 1000);
  expect(await buildNeed(root)).toBe('older');
});

it('[SRV-8] builds again after a source was removed', async () => {
  await write('dist/index.html', 2000);
  await rm(file('src/ui/app.tsx'));
  expect(await buildNeed(root)).toBe('older');
});
