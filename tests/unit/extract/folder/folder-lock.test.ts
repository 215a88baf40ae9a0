import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LOCK_FILE, lockFolder } from '../../../../scripts/extract/folder/folder-lock.ts';
import { temporaryFolder } from '../../support/recording-files.ts';

let folder = temporaryFolder();
let other: ChildProcess;
beforeEach(() => {
  folder = temporaryFolder();
  other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
});
afterEach(() => {
  other.kill('SIGKILL');
  folder.remove();
});

const file = () => join(folder.path, LOCK_FILE);
function heldBy(pid: number | undefined, host = hostname(), agoS = 0): void {
  writeFileSync(file(), JSON.stringify({ pid, host, since: 0 }));
  const at = Date.now() / 1000 - agoS;
  utimesSync(file(), at, at);
}
const ended = (child: ChildProcess) =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGKILL');
  });

describe('[BAT-5] a folder', () => {
  test('is held until it is released, and nothing stays behind', async () => {
    const unlock = await lockFolder(folder.path);
    expect(existsSync(file())).toBe(true);
    await unlock();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('that a living process holds is refused, and stays its own', async () => {
    heldBy(other.pid);
    await expect(lockFolder(folder.path)).rejects.toThrow(
      `another run is writing into it (process ${String(other.pid)} on`,
    );
    expect(existsSync(file())).toBe(true);
  });

  test('that a killed process held is free at once', async () => {
    heldBy(other.pid);
    await ended(other);
    await (
      await lockFolder(folder.path)
    )();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('held from another machine is free once it gave no sign for a minute', async () => {
    heldBy(1, 'another-machine', 30);
    await expect(lockFolder(folder.path)).rejects.toThrow('on another-machine');
    heldBy(1, 'another-machine', 90);
    await (
      await lockFolder(folder.path)
    )();
  });

  test('whose holder is a later process of the same number is free after a minute', async () => {
    heldBy(other.pid, hostname(), 90);
    await (
      await lockFolder(folder.path)
    )();
  });

  test('whose lock is being written is refused', async () => {
    writeFileSync(file(), '');
    await expect(lockFolder(folder.path)).rejects.toThrow('another run is writing into it;');
  });

  test('that cannot be written into says so', async () => {
    await expect(lockFolder(join(folder.path, 'gone'))).rejects.toThrow('nothing can be written');
  });
});
