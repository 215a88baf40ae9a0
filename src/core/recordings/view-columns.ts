import type { CsvFault } from '../csv/csv-error.ts';
import type { CsvRecord } from '../csv/csv-records.ts';
import type { FaceView } from '../landmarks/landmark-frame.ts';

/** Columns of how the picture showed the face; all of them are there, or none. */
const COLUMNS = {
  brightness: 'view_brightness',
  surroundings: 'view_surroundings',
  contrast: 'view_contrast',
  sharpness: 'view_sharpness',
  overexposed: 'view_overexposed',
  mouthDetail: 'view_mouth_detail',
  eyeDetail: 'view_eye_detail',
  weakerEyeDetail: 'view_weaker_eye_detail',
  glare: 'view_glare',
} as const satisfies Record<keyof FaceView, string>;
const KEYS = Object.keys(COLUMNS) as readonly (keyof FaceView)[];
const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** Views are measured in steps of this many decimals, so that they come back exactly. */
const DECIMALS = 4;

export const viewHeader = (): readonly string[] => Object.values(COLUMNS);

/** Empty cells where there is no view. */
export const viewCells = (view: FaceView | null): readonly string[] =>
  KEYS.map((key) => (view === null ? '' : String(Number(view[key].toFixed(DECIMALS)))));

/** The first column of a view that is not there although others are; else null. */
export function missingViewColumn({ cells }: CsvRecord): string | null {
  const columns = viewHeader();
  if (!columns.some((column) => cells.includes(column))) return null;
  return columns.find((column) => !cells.includes(column)) ?? null;
}

/** null where the row has no view: the cells are empty, or there are no such columns. */
export function readView(
  header: CsvRecord,
  { cells }: CsvRecord,
  fail: (fault: CsvFault, column: string, sentence: string) => never,
): FaceView | null {
  const view: Partial<Record<keyof FaceView, number>> = {};
  let empty: string | null = null;
  for (const key of KEYS) {
    const column = COLUMNS[key];
    const cell = cells[header.cells.indexOf(column)] ?? '';
    if (cell === '') empty ??= column;
    else if (NUMBER.test(cell)) view[key] = Number(cell);
    else fail('not_a_number', column, `0 or more should be here, not ${JSON.stringify(cell)}.`);
  }
  if (empty === null) return view as FaceView;
  if (Object.keys(view).length === 0) return null;
  return fail('not_a_number', empty, 'a number should be here, as in the other view columns.');
}
