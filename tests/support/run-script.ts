import { execFile } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number;
  readonly said: string;
  readonly complaint: string;
}

/** Runs a command of `scripts` as npm does. */
export function runScript(script: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const command = [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), `scripts/${script}.ts`, ...args];
    execFile(process.execPath, command, { cwd: ROOT }, (error, said, complaint) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, said, complaint });
    });
  });
}
