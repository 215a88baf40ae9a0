import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { convertCommand } from '../../../../scripts/extract/folder/convert-avi.ts';
import { temporaryFolder } from '../../support/recording-files.ts';

/** Stands for ffmpeg: writes down what it was asked, copies its input, fails for a bad one. */
const FAKE = `#!/bin/sh
echo "$*" >> "$ASKED"
while [ $# -gt 1 ]; do [ "$1" = -i ] && input="$2"; shift; done
cp "$input" "$1"
! grep -q bad "$input"
`;

let folder = temporaryFolder();
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});
const at = (...names: string[]): string => join(folder.path, ...names);

describe.skipIf(process.platform === 'win32')('[BAT-9] the command that converts AVI files', () => {
  test('makes each into an MP4 beside it, once, and gives no half one the name', () => {
    mkdirSync(at('bin'));
    writeFileSync(at('bin/ffmpeg'), FAKE);
    chmodSync(at('bin/ffmpeg'), 0o755);
    const tree = at("it's a tree");
    mkdirSync(join(tree, 'sub $HOME'), { recursive: true });
    writeFileSync(join(tree, 'sub $HOME/a b.avi'), 'good');
    writeFileSync(join(tree, 'C.AVI'), 'good');
    writeFileSync(join(tree, 'broken.avi'), 'bad');
    const run = () =>
      spawnSync('sh', ['-c', convertCommand(tree)], {
        env: {
          ...process.env,
          PATH: `${at('bin')}:${process.env['PATH'] ?? ''}`,
          ASKED: at('asked'),
        },
        encoding: 'utf8',
      });
    run();
    expect(readFileSync(join(tree, 'sub $HOME/a b.mp4'), 'utf8')).toBe('good');
    expect(existsSync(join(tree, 'C.mp4'))).toBe(true);
    expect(existsSync(join(tree, 'broken.mp4'))).toBe(false);
    const asked = () => readFileSync(at('asked'), 'utf8').trimEnd().split('\n');
    expect(asked()).toHaveLength(3);
    run();
    expect(
      asked()
        .slice(3)
        .every((line) => line.includes('broken.avi')),
    ).toBe(true);
    expect(asked()).toHaveLength(4);
  });
});
