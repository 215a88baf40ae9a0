/** Copies the third-party run-time files into public/ and verifies each by sha256. Safe to repeat. */
import path from 'node:path';
import { installAsset } from './asset-installer.ts';
import { ASSETS } from './assets.ts';

const root = path.join(import.meta.dirname, '..');

try {
  for (const asset of ASSETS) console.log(`${await installAsset(root, asset)}  public/${asset.to}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
