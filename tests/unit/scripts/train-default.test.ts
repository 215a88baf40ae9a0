import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

it('[MDL-16] training without the reference data says so in one sentence, with exit code 2', async () => {
  const command = ['scripts/train-default.ts', '--data', '/nowhere'];
  const ended = await new Promise<{ code: unknown; complaint: string }>((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), ...command],
      { cwd: ROOT },
      (error, _, complaint) => {
        resolve({ code: error?.code ?? 0, complaint });
      },
    );
  });
  expect(ended.complaint).toMatch(/^[^\n]*reference data that is not here[^\n]*\n$/);
  expect(ended.code).toBe(2);
}, 120_000);
