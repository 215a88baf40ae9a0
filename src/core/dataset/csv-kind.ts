import { readRecords } from '../csv/csv-records.ts';
import { LEARNING_STATES } from '../models/prediction.ts';

/** What a CSV is, by the names in its header; `other`: nothing to learn from. */
export type CsvKind =
  | 'features'
  | 'daisee_labels'
  | 'label_table'
  | 'frame_labels'
  | 'engagement_log'
  | 'readings'
  | 'other';

/** Reads no further than the header; null for an empty file. */
export async function csvKindOf(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
): Promise<CsvKind | null> {
  for await (const { cells } of readRecords(file, chunks)) {
    const has = (...names: readonly string[]) => names.every((name) => cells.includes(name));
    if (has('ClipID')) return 'daisee_labels';
    if (has('AU01_r', 'gaze_angle_x')) return 'features';
    if (has('frame_index', 'label')) return 'frame_labels';
    if (has('file') && (has('label') || has(...LEARNING_STATES))) return 'label_table';
    if (has('timestamp', 'student_id', 'engagement_score', 'status')) return 'engagement_log';
    if (has('timestamp', 'absence')) return 'readings';
    return 'other';
  }
  return null;
}
