/** One run at a time writes into a folder. */
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { UserError } from '../user-error.ts';

export const LOCK_FILE = 'heed-extract.lock';
/** A lock is renewed this often while its run lives; */
const BEAT_MS = 15_000;
/** and one that was not for so long is left over from a run that was killed. */
const STALE_MS = 4 * BEAT_MS;

const HOLDER = v.object({ pid: v.pipe(v.number(), v.integer()), host: v.string() });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function textOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}

function holderOf(text: string): v.InferOutput<typeof HOLDER> | null {
  try {
    return v.parse(HOLDER, JSON.parse(text));
  } catch {
    return null;
  }
}

async function isHeld(file: string, text: string): Promise<boolean> {
  const beat = await stat(file).catch(() => null);
  if (beat === null || Date.now() - beat.mtimeMs > STALE_MS) return false;
  const holder = holderOf(text);
  if (holder?.host !== hostname()) return true;
  return holder.pid !== process.pid && isAlive(holder.pid);
}

/** Takes away what a killed run left, unless another run did so first and holds it by now. */
async function clearStale(file: string, stale: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await textOf(aside)) === stale) await rm(aside, { force: true });
  else await rename(aside, file);
}

/** Releases the lock. */
export type Unlock = () => Promise<void>;

/** Throws UserError where another run holds the folder. */
export async function lockFolder(folder: string): Promise<Unlock> {
  const file = join(folder, LOCK_FILE);
  const mine = `${JSON.stringify({ pid: process.pid, host: hostname(), since: Date.now() })}\n`;
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(file, mine, { flag: 'wx' });
      break;
    } catch (cause) {
      const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
      if (!isThere) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new UserError(`${folder}: nothing can be written into it (${why}).`, { cause });
      }
      const text = (await textOf(file)) ?? '';
      if (attempt > 0 || (await isHeld(file, text))) {
        const holder = holderOf(text);
        const who = holder === null ? '' : ` (process ${holder.pid} on ${holder.host})`;
        throw new UserError(
          `${folder}: another run is writing into it${who}; wait for its end, or name another folder.`,
          { cause },
        );
      }
      await clearStale(file, text);
    }
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, BEAT_MS);
  beat.unref();
  return async () => {
    clearInterval(beat);
    if ((await textOf(file)) === mine) await rm(file, { force: true });
  };
}
