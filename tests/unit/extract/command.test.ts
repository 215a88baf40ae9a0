import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalHead, journalLine } from '../../../scripts/extract/folder/journal.ts';
import { performance, temporaryFolder, writeRecording } from '../support/recording-files.ts';

const ROOT = join(import.meta.dirname, '../../..');
let folder = temporaryFolder();
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

let environment: Readonly<Record<string, string>> = {};
afterEach(() => {
  environment = {};
});

function command(...args: string[]) {
  const line = ['--import', 'tsx', 'scripts/extract.ts', ...args];
  return spawnSync(process.execPath, line, {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, ...environment },
  });
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

describe('the extract command on a folder', { timeout: 60_000 }, () => {
  const at = (...names: string[]): string => join(folder.path, ...names);

  test('[BAT-2] with both kinds, or neither, ends with one sentence and exit code 2', () => {
    mkdirSync(at('in/sub'), { recursive: true });
    const run = () => command(at('in'), '--out', at('out'));
    expect(run()).toMatchObject({ status: 2, stdout: '' });
    expect(run().stderr).toContain('no videos in or beneath it');
    writeFileSync(at('in/a.jpg'), '');
    writeFileSync(at('in/sub/b.mp4'), '');
    const { status, stderr } = run();
    expect(status).toBe(2);
    expect(stderr).toMatch(/^.*images in it \(1\) and videos in or beneath it \(1\).*\n$/);
    expect(existsSync(at('out'))).toBe(false);
  });

  test('[BAT-6] [BAT-7] [BAT-9] of AVI files and an empty one reads none: exit code 3, a report, one command', () => {
    mkdirSync(at('in/sub'), { recursive: true });
    for (const name of ['in/1.avi', 'in/sub/2.avi'])
      writeFileSync(at(name), 'RIFF\0\0\0\0AVI LIST');
    writeFileSync(at('in/sub/3.mp4'), '');
    const { status, stdout, stderr } = command(at('in'), '--out', at('out'), '--jobs', '2');
    expect(status).toBe(3);
    expect(stderr).toContain('2 AVI files cannot be read here');
    expect(stderr.match(/find '/g)).toHaveLength(1);
    expect(stderr).toContain('sub/3.mp4: the file is empty.');
    expect(stdout).toContain('3 could not be read');
    const report = readFileSync(at('out/heed-extract-report.csv'), 'utf8').trimEnd().split('\n');
    expect(report).toHaveLength(4);
    expect(report.at(-1)).toBe('sub/3.mp4,failed,,,,"the file is empty."');
    expect(existsSync(at('out/heed-extract.lock'))).toBe(false);
  });

  test('[BAT-6] leaves no table of what a clip was that cannot be read any more', () => {
    mkdirSync(at('in'));
    mkdirSync(at('out'));
    writeFileSync(at('in/a.mp4'), '');
    writeFileSync(at('out/a.csv'), 'as it was');
    writeFileSync(at('out/b.csv'), 'of a clip that is gone');
    const entry = {
      clip: 'a.mp4',
      settings: { signal: 'face', signalVersion: 2, layout: 'openface', fps: null },
      source: { bytes: 1000, modifiedMs: 1 },
      table: 9,
      raw: null,
      rows: 1,
      faces: 1,
      undecoded: 0,
    };
    writeFileSync(at('out/heed-extract-journal.jsonl'), journalHead() + journalLine(entry));
    const { status, stderr } = command(at('in'), '--out', at('out'));
    expect(status).toBe(3);
    expect(stderr).toContain('read again: 1 (the clip changed: 1)');
    expect(existsSync(at('out/a.csv'))).toBe(false);
    expect(existsSync(at('out/b.csv'))).toBe(true);
  });

  test('[BAT-12] without a browser reads none, rather than failing each', () => {
    mkdirSync(at('in'));
    for (const name of ['1.mp4', '2.mp4']) writeFileSync(at('in', name), 'not empty');
    environment = { CHROME_PATH: '/nowhere/chromium' };
    const { status, stdout, stderr } = command(at('in'), '--out', at('out'), '--jobs', '2');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('/nowhere/chromium, which is not a program that can be run. What was');
    expect(stderr).not.toMatch(/\n\s+at /);
    const report = readFileSync(at('out/heed-extract-report.csv'), 'utf8');
    expect(report.match(/waiting/g)).toHaveLength(2);
    expect(existsSync(at('out/heed-extract.lock'))).toBe(false);
  });

  test('[BAT-10] names what would be written over', () => {
    mkdirSync(at('in'));
    writeFileSync(at('in/a.mp4'), '');
    const { status, stderr } = command(at('in'), '--out', at('features.csv'));
    expect(status).toBe(2);
    expect(stderr).toContain('--out names a folder');
    const single = command(at('in/a.mp4'), '--out', at('x.csv'), '--jobs', '2');
    expect(single.stderr).toContain('--jobs is for a folder of videos only');
  });
});
