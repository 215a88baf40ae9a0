import { type Calibration, calibrated } from '../models/calibration.ts';
import type { OutputKind } from '../models/output-kind.ts';
import { at } from '../numeric/at.ts';
import { fitCalibration } from './fit-calibration.ts';
import type { TargetRow } from './target-rows.ts';

type Rows = readonly (readonly number[])[];

/**
 * Raw outputs of folds, each fold's calibrated by what was fitted on all the others', so that no
 * person's truth calibrates what is said of that very person. `foldOf` has one number a row. Throws
 * RangeError where lists do not fit or there is one fold alone.
 */
export function crossCalibrated(
  output: OutputKind,
  targets: readonly TargetRow[],
  raw: Rows,
  foldOf: readonly number[],
): Rows {
  if (targets.length !== raw.length || foldOf.length !== raw.length) {
    throw new RangeError(
      `${targets.length} targets, ${raw.length} rows and ${foldOf.length} folds do not belong together`,
    );
  }
  const folds = [...new Set(foldOf)];
  if (folds.length < 2) throw new RangeError('one fold alone has no others to be calibrated by');
  const byFold = new Map(
    folds.map((fold): [number, Calibration] => {
      const others = (_: unknown, row: number) => at(foldOf, row) !== fold;
      return [fold, fitCalibration(output, targets.filter(others), raw.filter(others))];
    }),
  );
  return raw.map((row, index) => {
    const calibration = byFold.get(at(foldOf, index));
    return calibration === undefined ? row : calibrated(row, calibration);
  });
}
