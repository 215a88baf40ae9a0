import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CsvError } from '#core/csv/csv-error.ts';
import { readRecords } from '#core/csv/csv-records.ts';
import { dominantState, type StateLevels } from '#core/dataset/dominant-state.ts';
import { PRESENT_LEVEL } from '#core/dataset/label-rule.ts';
import { heldWindow } from '#core/dataset/labelled-window.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import { at } from '#core/numeric/at.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import type { ExampleWindow } from '#pipelines/train-bundle.ts';
import { openRecording } from '../extract/recording.ts';

export interface LabelledStills {
  readonly rows: number;
  readonly sha256: string;
  readonly windows: readonly ExampleWindow[];
}

interface RowLabels {
  readonly person: string;
  readonly levels: StateLevels;
}

/** The columns `subject` and one level 0..3 per state of a recording's CSV. */
async function readLabels(path: string): Promise<RowLabels[]> {
  const file = basename(path);
  const rows: RowLabels[] = [];
  let header: readonly string[] | null = null;
  for await (const { cells, line } of readRecords(
    file,
    createReadStream(path, 'utf8') as AsyncIterable<string>,
  )) {
    if (header === null) {
      header = cells;
      continue;
    }
    const names = header;
    const cell = (column: string) => {
      const index = names.indexOf(column);
      if (index < 0) {
        const place = { file, line: 1, column };
        throw new CsvError('missing_columns', place, 'this column is missing.');
      }
      return cells[index] ?? '';
    };
    const level = (column: string) => {
      const value = cell(column);
      if (!/^[0-3]$/.test(value)) {
        throw new CsvError('not_a_number', { file, line, column }, 'a level is 0, 1, 2 or 3.');
      }
      return Number(value);
    };
    rows.push({
      person: cell('subject'),
      levels: {
        boredom: level('boredom'),
        engagement: level('engagement'),
        confusion: level('confusion'),
        frustration: level('frustration'),
      },
    });
  }
  return rows;
}

async function hashOf(base: string): Promise<string> {
  const hash = createHash('sha256');
  for (const end of ['blendshapes.f32', 'csv', 'json', 'landmarks.f32', 'matrix.f32']) {
    hash.update(await readFile(`${base}.${end}`));
  }
  return hash.digest('hex');
}

/**
 * A landmark recording of stills with the levels of the four states, as windows of `length` equal
 * rows. Rows without a face or without any state are left out.
 */
export async function readLabelledStills(base: string, length: number): Promise<LabelledStills> {
  const labels = await readLabels(`${base}.csv`);
  const opened = await openRecording(base);
  const { recording } = opened;
  const sampler = createFaceSampler({
    kind: 'stills',
    imageSizeKnown: recording.manifest.image !== null,
  });
  const windows: ExampleWindow[] = [];
  let row = 0;
  for await (const frame of opened.frames()) {
    const { person, levels } = at(labels, row++);
    const observation = sampler.sample(frame);
    const label = dominantState(levels);
    if (observation.kind === 'absent' || label === null) continue;
    windows.push({
      values: heldWindow(observation.features, length),
      label,
      person,
      positive: LEARNING_STATES.map((state) => levels[state] >= PRESENT_LEVEL),
    });
  }
  return { rows: row, sha256: await hashOf(base), windows };
}
