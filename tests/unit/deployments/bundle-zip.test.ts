import { readFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unzipBundle } from '#adapters/bundles/bundle-zip.ts';
import { heldFiles, readBundle } from '#adapters/bundles/read-bundle.ts';
import { bundleEntries } from '#core/deployments/bundle-entries.ts';
import type { StoredBundle } from '#core/deployments/stored-bundle.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import { bundleFiles } from '#pipelines/lab/bundle-files.ts';
import { receiveBundle } from '#pipelines/lab/received-bundle.ts';
import { storedBundleOf } from '#pipelines/stored-bundle-of.ts';
import { otherBundle } from '../../support/other-bundle.ts';

const fromDisk = async (name: string): Promise<ArrayBuffer> =>
  new Uint8Array(await readFile(`public/models/attention-level/${name}`)).buffer;

const stored = async (): Promise<StoredBundle> =>
  storedBundleOf(await otherBundle(fromDisk, 'other'), 'trained', 5);
const zipOf = (bundle: StoredBundle, folder = ''): Uint8Array =>
  zipSync(
    Object.fromEntries(bundleFiles(bundle).map(([name, bytes]) => [`${folder}${name}`, bytes])),
  );

const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof BundleRefused) return `${error.kind}: ${error.message}`;
    throw error;
  }
  return 'nothing was refused';
};

describe('a bundle as a zip', () => {
  it('[DEP-7] gives back every file byte by byte, whatever folder it was zipped in', async () => {
    const bundle = await stored();
    for (const folder of ['', 'my model/v2/']) {
      expect(unzipBundle(zipOf(bundle, folder))).toEqual(bundle.files);
    }
    expect(bundleFiles(bundle)[0]?.[0]).toBe('README.txt');
  });

  it('[DEP-8] is refused in a sentence where it is no zip, cut off, or no bundle', async () => {
    const zip = zipOf(await stored());
    expect(refusal(() => unzipBundle(strToU8('not a zip')))).toMatch(/^truncated: .*damaged/);
    expect(refusal(() => unzipBundle(zip.slice(0, -40)))).toMatch(/^truncated: /);
    expect(refusal(() => unzipBundle(zipSync({ 'a.txt': strToU8('a') })))).toMatch(
      /^missing: There is no manifest.json/,
    );
    expect(refusal(() => bundleEntries(['a/manifest.json', 'b/manifest.json']))).toMatch(
      /2 models in it/,
    );
    const many = Array.from({ length: 99 }, (_, index) => `${index}.bin`);
    expect(refusal(() => bundleEntries(['manifest.json', ...many]))).toMatch(/100 files/);
  });

  it('[DEP-8] unpacks nothing that would be too large', () => {
    const bomb = zipSync({ 'manifest.json': new Uint8Array(3_000_000) });
    expect(bomb.length).toBeLessThan(10_000);
    expect(refusal(() => unzipBundle(bomb, 2_000_000))).toMatch(/larger than 2 MB/);
  });

  it('takes what lies beside the manifest, and no odd names', () => {
    const paths = [
      '__MACOSX/x/manifest.json',
      'x/manifest.json',
      'x/weights.bin',
      'x/.DS_Store',
      'x/deep/other.bin',
      'x/README.txt',
      'weights.bin',
      'x/../../evil.bin',
    ];
    expect([...bundleEntries(paths).values()]).toEqual(['x/manifest.json', 'x/weights.bin']);
  });
});

describe('a bundle that comes from elsewhere', () => {
  const receive = (files: ReadonlyMap<string, ArrayBuffer>, here: StoredBundle[]) =>
    receiveBundle({
      files,
      read: (held) => readBundle(heldFiles(held)),
      isStored: (id) => Promise.resolve(here.some((bundle) => bundle.id === id)),
      put: (bundle) => Promise.resolve(void here.push(bundle)),
      now: 7,
    });

  it('[DEP-9] is kept once all of it was checked, and the one that was here stays', async () => {
    const bundle = await stored();
    const here: StoredBundle[] = [];
    expect(await receive(bundle.files, here)).toEqual({ id: bundle.id, wasHere: false });
    expect(here).toEqual([{ ...bundle, origin: 'imported', addedAt: 7 }]);
    expect(await receive(bundle.files, here)).toEqual({ id: bundle.id, wasHere: true });
    expect(here).toHaveLength(1);
  });

  it('[DEP-8] is refused with its reason where weights or manifest are not what they should be', async () => {
    const { files } = await stored();
    const here: StoredBundle[] = [];
    const changed = new Map(files).set('weights.bin', new ArrayBuffer(14_092));
    await expect(receive(changed, here)).rejects.toThrow(/not the file that the manifest/);
    const cut = new Map(files).set('weights.bin', new ArrayBuffer(100));
    await expect(receive(cut, here)).rejects.toThrow(/100 of its 14092 bytes/);
    const spoilt = new Map(files).set('manifest.json', strToU8('{}').slice().buffer);
    await expect(receive(spoilt, here)).rejects.toThrow(/not a Heed model bundle/);
    const without = new Map([...files].filter(([name]) => name !== 'weights.bin'));
    await expect(receive(without, here)).rejects.toThrow(/weights.bin could not be read/);
    expect(here).toEqual([]);
  });
});
