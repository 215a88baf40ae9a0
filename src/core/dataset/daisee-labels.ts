import { shown } from '../csv/row-reader.ts';
import { readTable, type TableRow } from '../csv/table.ts';
import type { LearningState } from '../models/prediction.ts';
import type { StateLevels } from './dominant-state.ts';
import { readLevels } from './label-facts.ts';

export interface DaiseeClip {
  /** ClipID without its ending, as features files are named. */
  readonly clip: string;
  /** The first six digits of the ClipID: whoever is filmed has one such number. */
  readonly person: string;
  readonly levels: StateLevels;
}

const ID_COLUMN = 'ClipID';
/** Gupta et al., "DAiSEE" (2016): four states, each at one of four levels, for clips of ten seconds. */
const COLUMNS: Readonly<Record<LearningState, string>> = {
  boredom: 'Boredom',
  engagement: 'Engagement',
  confusion: 'Confusion',
  frustration: 'Frustration',
};
const FORMAT = {
  required: [ID_COLUMN, ...Object.values(COLUMNS)],
  words: "DAiSEE's label files have ClipID,Boredom,Engagement,Confusion,Frustration",
};
const CLIP = /^(?<clip>(?<person>\d{6})\d+)\.(?:avi|mp4)$/i;

function readClip(row: TableRow): DaiseeClip {
  const id = row.text(ID_COLUMN);
  const { clip, person } = CLIP.exec(id)?.groups ?? {};
  if (clip === undefined || person === undefined) {
    const sentence = `${shown(id)} is no clip of DAiSEE, such as 1100011002.avi.`;
    throw row.fail('bad_name', ID_COLUMN, sentence);
  }
  return { clip, person, levels: readLevels(row, COLUMNS) };
}

/**
 * Reads a label file of DAiSEE (`AllLabels.csv`, `TrainLabels.csv` and so on) as its text arrives;
 * spaces in the header, which its own files have, do not matter. Throws CsvError.
 */
export async function readDaiseeLabels(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
): Promise<readonly DaiseeClip[]> {
  const seen = new Set<string>();
  return readTable(file, chunks, FORMAT, (row) => {
    const clip = readClip(row);
    if (seen.has(clip.clip)) {
      const sentence = `the clip ${clip.clip} was labelled above already.`;
      throw row.fail('bad_name', ID_COLUMN, sentence);
    }
    seen.add(clip.clip);
    return clip;
  });
}
