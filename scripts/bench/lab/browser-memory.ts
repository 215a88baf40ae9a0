import { readdir, readFile } from 'node:fs/promises';
import type { Browser } from 'playwright';
import { browserProcesses } from '../class/processor-time.ts';

const KIB = 1024;
const EVERY_MS = 1000;

export interface MemoryPeak {
  /** Proportional set size (Linux: shared pages divided by who shares them), bytes; null where there is no /proc. */
  readonly renderer: number | null;
  /** Of all of the browser's processes at the same moment. */
  readonly all: number | null;
  readonly looks: number;
}

/** null where the process is gone or there is no /proc. */
const readOf = (pid: number, file: string): Promise<string | null> =>
  readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => null);

async function parentOf(pid: number): Promise<number | null> {
  const text = await readOf(pid, 'stat');
  return text === null ? null : Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
}

/** The process and all below it. */
async function familyOf(root: number): Promise<readonly number[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(
    await Promise.all(pids.map(async (pid) => [pid, await parentOf(pid)] as const)),
  );
  const family = [root];
  for (const member of family) {
    family.push(...pids.filter((pid) => parents.get(pid) === member));
  }
  return family;
}

interface Held {
  readonly renderer: boolean;
  readonly bytes: number;
}

async function heldBy(pid: number): Promise<Held | null> {
  const [rollup, command] = await Promise.all([
    readOf(pid, 'smaps_rollup'),
    readOf(pid, 'cmdline'),
  ]);
  const [, size] = /^Pss:\s+(\d+) kB$/m.exec(rollup ?? '') ?? [];
  if (size === undefined || command === null) return null;
  return { renderer: command.includes('--type=renderer'), bytes: Number(size) * KIB };
}

/** Looks once a second until it is stopped. The largest renderer is the page's, its workers included. */
export async function watchMemory(browser: Browser): Promise<() => Promise<MemoryPeak>> {
  const root = (await browserProcesses(browser)).find(({ type }) => type === 'browser')?.pid;
  let [renderer, all, looks]: [number | null, number | null, number] = [null, null, 0];
  const look = async (): Promise<void> => {
    if (root === undefined) return;
    const held = (await Promise.all((await familyOf(root)).map(heldBy))).filter(
      (each) => each !== null,
    );
    if (held.length === 0) return;
    looks++;
    all = Math.max(
      all ?? 0,
      held.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    const renderers = held.filter((each) => each.renderer).map(({ bytes }) => bytes);
    renderer = Math.max(renderer ?? 0, ...renderers);
  };
  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await looking;
    return { renderer, all, looks };
  };
}
