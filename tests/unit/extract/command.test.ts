import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { performance, temporaryFolder, writeRecording } from '../support/recording-files.ts';

const ROOT = join(import.meta.dirname, '../../..');
let folder = temporaryFolder();
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

function command(...args: string[]) {
  const line = ['--import', 'tsx', 'scripts/extract.ts', ...args];
  return spawnSync(process.execPath, line, { cwd: ROOT, encoding: 'utf8', timeout: 60_000 });
}

describe('[SIG-18] the extract command', { timeout: 60_000 }, () => {
  test('ends well on a good recording and says what it wrote', () => {
    const base = join(folder.path, 'lecture');
    const out = join(folder.path, 'features.csv');
    writeRecording(base, performance(20), 'sequence');
    const { status, stdout, stderr } = command(base, '--out', out);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('20 rows, 18 with a face');
    expect(existsSync(out)).toBe(true);
  });

  test.each([
    [
      'no such input',
      ['/nowhere/lecture', '--out', 'x.csv'],
      '/nowhere/lecture: there is no such file',
    ],
    ['no --out', ['package.json'], '--out'],
    ['an unknown layout', ['a', '--out', 'x.csv', '--layout', 'xml'], 'openface or smart-lms'],
  ])('%s: one clear sentence, exit code 2, no stack', (_, args, message) => {
    const { status, stdout, stderr } = command(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
