import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright';

/** Of Linux: clock ticks a second in /proc, which every architecture that Node runs on has at 100. */
const TICKS = 100;
const KIB = 1024;

/** Seconds that the process has computed; null where there is no /proc. */
export function processSeconds(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return null;
  }
}

/** Bytes that are the process's own; null where there is no /proc. */
export function privateBytes(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const lines = [...text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)];
    return lines.reduce((sum, [, size]) => sum + Number(size) * KIB, 0);
  } catch {
    return null;
  }
}

export interface BrowserProcess {
  readonly type: string;
  readonly pid: number;
  /** Computed so far. */
  readonly seconds: number;
}

export async function browserProcesses(browser: Browser): Promise<readonly BrowserProcess[]> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  return processInfo.map(({ type, id, cpuTime }) => ({ type, pid: id, seconds: cpuTime }));
}
