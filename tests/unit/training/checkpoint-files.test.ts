import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckpointStore } from '#core/models/training.ts';
import { checkpointFiles } from '../../../scripts/learn/checkpoint-files.ts';
import { checkpointAfter } from '../../support/training-jobs.ts';

let folder = '';
let store: CheckpointStore;
const said: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-checkpoints-'));
  said.length = 0;
  store = checkpointFiles(folder, (why) => said.push(why));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const onlyFile = async (): Promise<string> => {
  const [name, ...others] = await readdir(folder);
  expect(others).toEqual([]);
  return join(folder, name ?? '');
};

describe('checkpoints as files', () => {
  it('[TRN-10] come back as they were: the newest of each training, and only its own', async () => {
    await store.save(checkpointAfter(1));
    await store.save(checkpointAfter(2));
    await store.save(checkpointAfter(3, 'another job'));
    const again = checkpointFiles(folder);
    expect(await again.load('a job')).toEqual(checkpointAfter(2));
    expect(await again.load('another job')).toEqual(checkpointAfter(3, 'another job'));
    expect(await again.load('a third')).toBeNull();
    await again.clear('a job');
    expect(await again.load('a job')).toBeNull();
    expect(await again.load('another job')).not.toBeNull();
    expect(said).toEqual([]);
  });

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, -8), 'hash'],
    ['empty', () => Buffer.alloc(0), 'hash'],
    [
      'with one byte another',
      (bytes: Buffer) => {
        const other = Buffer.from(bytes);
        other[200] = (other[200] ?? 0) ^ 1;
        return other;
      },
      'hash',
    ],
    [
      'of a newer format',
      () => {
        const body = serialize({
          ...checkpointAfter(1),
          format: 'heed-training-checkpoint',
          formatVersion: 2,
        });
        return Buffer.concat([createHash('sha256').update(body).digest(), body]);
      },
      'formatVersion',
    ],
  ])('[TRN-10] are refused with a word: one %s', async (_, spoil, word) => {
    await store.save(checkpointAfter(1));
    const file = await onlyFile();
    await writeFile(file, spoil(await readFile(file)));
    expect(await store.load('a job')).toBeNull();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(word);
    expect(said[0]).toContain('anew');
    await store.save(checkpointAfter(2));
    expect(await store.load('a job')).toEqual(checkpointAfter(2));
  });

  it('[TRN-10] an interrupted write leaves the one before', async () => {
    await store.save(checkpointAfter(1));
    await writeFile(`${await onlyFile()}.part`, 'half of it');
    expect(await store.load('a job')).toEqual(checkpointAfter(1));
  });
});
