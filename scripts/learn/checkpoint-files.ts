import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { CheckpointStore } from '#core/models/training.ts';
import {
  CheckpointRefused,
  parseCheckpoint,
  storedCheckpoint,
} from '#core/training/checkpoint-format.ts';

const HASH_BYTES = 32;
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

function unpacked(bytes: Buffer): unknown {
  const body = bytes.subarray(HASH_BYTES);
  if (!sha256(body).equals(bytes.subarray(0, HASH_BYTES))) {
    throw new CheckpointRefused('it is damaged: its hash is another');
  }
  return deserialize(body);
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Checkpoints as files of a folder, one for each training, written beside and renamed. A file is the
 * SHA-256 of what follows, then the checkpoint in V8's structured clone. `onTrouble` is told in a
 * sentence why one is not used.
 */
export function checkpointFiles(
  folder: string,
  onTrouble: (why: string) => void = () => undefined,
): CheckpointStore {
  const fileOf = (fingerprint: string): string =>
    join(folder, `${sha256(Buffer.from(fingerprint)).toString('hex').slice(0, 16)}.checkpoint`);
  return {
    async load(fingerprint) {
      const file = fileOf(fingerprint);
      try {
        return parseCheckpoint(unpacked(await readFile(file)), fingerprint);
      } catch (error) {
        if (isMissing(error)) return null;
        if (!(error instanceof CheckpointRefused)) throw error;
        onTrouble(`The checkpoint ${file} is not used, ${error.message}: training starts anew.`);
        return null;
      }
    },
    async save(checkpoint) {
      const body = serialize(storedCheckpoint(checkpoint));
      const file = fileOf(checkpoint.fingerprint);
      await mkdir(folder, { recursive: true });
      await writeFile(`${file}.part`, Buffer.concat([sha256(body), body]));
      await rename(`${file}.part`, file);
    },
    async clear(fingerprint) {
      const file = fileOf(fingerprint);
      await Promise.all([file, `${file}.part`].map((path) => rm(path, { force: true })));
    },
  };
}
