import { seededRandom } from '#core/numeric/seeded-random.ts';
import { ACTION_UNITS, FACE_FEATURES } from '#core/signals/face-signal.ts';

export interface CsvOfRows {
  readonly rows: number;
  readonly seed: number;
  /** Seconds of a row; without it the file is a set of stills. */
  readonly time?: (row: number) => number;
  /** Rows in which nobody was found. */
  readonly absent?: (row: number) => boolean;
}

const column = (feature: string): string =>
  (ACTION_UNITS as readonly string[]).includes(feature) ? `${feature}_r` : feature;

/** A features file in OpenFace's layout with values that move, the same for the same seed. */
export function featuresCsv({ rows, seed, time, absent }: CsvOfRows): string {
  const random = seededRandom(seed);
  const timed = time === undefined ? [] : ['timestamp'];
  const header = ['frame', ...timed, 'success', ...FACE_FEATURES.map(column)];
  const lines = Array.from({ length: rows }, (_, row) => {
    const gone = absent?.(row) ?? false;
    const values = FACE_FEATURES.map((name) =>
      gone ? '0' : (name.startsWith('AU') ? 5 * random() : random() - 0.5).toFixed(3),
    );
    const at = time === undefined ? [] : [time(row).toFixed(3)];
    return [row + 1, ...at, gone ? 0 : 1, ...values].join(',');
  });
  return `${[header.join(','), ...lines].join('\n')}\n`;
}
