import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRecords } from '#core/csv/csv-records.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { FACE_FEATURES } from '#core/signals/face-signal.ts';
import { openRecording } from '../extract/recording.ts';

const SUFFIX = '.openface.csv';

/** The recordings of a folder, with OpenFace's reading of the same frames beside them or without. */
export interface PairFolder {
  /** Paths without extension, in order of name. */
  readonly pairs: readonly string[];
  /** Names of the recordings that have no `.openface.csv`. */
  readonly skipped: readonly string[];
}

/** Throws Error with one clear sentence where there is nothing to compare. */
export function findPairs(directory: string): PairFolder {
  if (!existsSync(directory)) throw new Error(`There is no folder ${directory}.`);
  const names = readdirSync(directory)
    .filter((file) => file.endsWith('.landmarks.f32'))
    .map((file) => file.slice(0, -'.landmarks.f32'.length))
    .sort();
  const isPair = (name: string): boolean => existsSync(join(directory, `${name}${SUFFIX}`));
  if (!names.some(isPair)) {
    const needed = 'NAME.json, NAME.csv and three NAME.*.f32 with NAME.openface.csv beside them';
    throw new Error(`${directory} holds no recording to compare: ${needed}.`);
  }
  return {
    pairs: names.filter(isPair).map((name) => join(directory, name)),
    skipped: names.filter((name) => !isPair(name)),
  };
}

export interface PairedFrame {
  readonly frame: FaceFrame;
  /** OpenFace's 22 features in the order of `FACE_FEATURES`; null where it did not succeed. */
  readonly reference: readonly number[] | null;
}

/** Frame by frame, in order. */
export async function* readPair(base: string): AsyncIterable<PairedFrame> {
  const references = await readOpenFace(`${base}${SUFFIX}`);
  let row = 0;
  for await (const frame of (await openRecording(base)).frames()) {
    yield { frame, reference: references[row++] ?? null };
  }
}

async function readOpenFace(file: string): Promise<(readonly number[] | null)[]> {
  const rows: (readonly number[] | null)[] = [];
  let header: readonly string[] | null = null;
  for await (const { cells } of readRecords(file, createReadStream(file, 'utf8'))) {
    if (header === null) {
      header = cells.map((name) => name.trim());
      continue;
    }
    const names = header;
    const of = (column: string): number => Number(cells[names.indexOf(column)]);
    rows.push(
      of('success') === 1
        ? FACE_FEATURES.map((name) => of(name.startsWith('AU') ? `${name}_r` : name))
        : null,
    );
  }
  return rows;
}
