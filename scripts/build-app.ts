/** Builds the app with vite where what is built is missing or older than what it is made from. */
import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
export const DIST = path.join(ROOT, 'dist');

const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];

/** Time of the newest file at or below `place`, milliseconds; -Infinity where there is none. */
async function newest(place: string): Promise<number> {
  const found = await stat(place).catch(() => null);
  if (found === null) return -Infinity;
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await readdir(place);
  const times = await Promise.all(inside.map((name) => newest(path.join(place, name))));
  // A folder's own time tells that a file was removed.
  return Math.max(found.mtimeMs, ...times);
}

export type BuildNeed = 'missing' | 'older' | 'none';

export async function buildNeed(root = ROOT): Promise<BuildNeed> {
  const page = await stat(path.join(root, 'dist/index.html')).catch(() => null);
  if (page === null) return 'missing';
  const times = await Promise.all(SOURCES.map((source) => newest(path.join(root, source))));
  return Math.max(...times) > page.mtimeMs ? 'older' : 'none';
}

/** Runs a Node program of the project. Rejects where it does not end well; its errors are shown. */
export function runNode(args: readonly string[], output: 'shown' | 'silent'): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', output === 'shown' ? 'inherit' : 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${args.join(' ')} ended with code ${String(code)}.`));
    });
  });
}

export async function buildIfNeeded(say: (words: string) => void): Promise<void> {
  const need = await buildNeed();
  if (need === 'none') return;
  say(
    need === 'missing'
      ? 'Building the app (about half a minute, once) …'
      : 'The sources are newer than the built app: building it again …',
  );
  await runNode(['node_modules/vite/bin/vite.js', 'build'], 'shown');
}
