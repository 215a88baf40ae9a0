import { readTable } from '../csv/table.ts';
import { at } from '../numeric/at.ts';
import { type LabelReading, readWord } from './label-facts.ts';
import type { LabelFacts } from './label-rule.ts';

/** From this row of a features file on, counted from 0; null: no label. */
export interface FrameLabel {
  readonly frame: number;
  readonly facts: LabelFacts | null;
}

const FORMAT = {
  required: ['frame_index', 'label'],
  words: 'labels by frame have frame_index,label',
};

/**
 * Reads `frame_index,label` as its text arrives, frames in rising order. Throws CsvError, also for a
 * frame that is none of `frames` where it is known how many there are.
 */
export async function readFrameLabels(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  reading: LabelReading,
  frames = Infinity,
): Promise<readonly FrameLabel[]> {
  let before = -1;
  return readTable(file, chunks, FORMAT, (row) => {
    const frame = row.number('frame_index');
    if (!Number.isInteger(frame) || frame < 0) {
      throw row.fail('out_of_range', 'frame_index', `${frame} is no frame: 0, 1, 2 and so on.`);
    }
    if (frame >= frames) {
      const sentence = `the recording has no frame ${frame}: its last one is ${frames - 1}.`;
      throw row.fail('out_of_range', 'frame_index', sentence);
    }
    if (frame <= before) {
      const sentence = `frame ${frame} does not come after the ${before} before it.`;
      throw row.fail('time_goes_back', 'frame_index', sentence);
    }
    before = frame;
    return { frame, facts: readWord(row, 'label', reading) };
  });
}

/** A label for each of `rows` rows: each holds from its frame until the next that is named. */
export function spreadFrameLabels(
  labels: readonly FrameLabel[],
  rows: number,
): readonly (LabelFacts | null)[] {
  let next = 0;
  let current: LabelFacts | null = null;
  return Array.from({ length: rows }, (_, row) => {
    while (next < labels.length && at(labels, next).frame <= row)
      current = at(labels, next++).facts;
    return current;
  });
}
