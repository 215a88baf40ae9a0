import { at } from '../numeric/at.ts';

/** What is true of one window: 0 or 1 for each label, in their order. */
export type TargetRow = readonly number[];

/** Throws RangeError where a row has not 0 or 1 for each of `labelCount` labels. */
export function assertTargets(targets: readonly TargetRow[], labelCount: number): void {
  targets.forEach((row, index) => {
    if (row.length !== labelCount) {
      throw new RangeError(`target row ${index} has ${row.length} values for ${labelCount} labels`);
    }
    const outside = row.find((value) => value !== 0 && value !== 1);
    if (outside !== undefined) {
      throw new RangeError(`target row ${index} has ${outside}: a label is true (1) or not (0)`);
    }
  });
}

/** The one label of each row that is true. Throws RangeError where it is none or several. */
export const exclusiveTruth = (targets: readonly TargetRow[]): number[] =>
  targets.map((row, index) => {
    const label = row.indexOf(1);
    if (label < 0 || row.includes(1, label + 1)) {
      throw new RangeError(`target row ${index} is not of one label: ${row.join(' ')}`);
    }
    return label;
  });

/** Of each row whether `label` is true. */
export const presenceOf = (targets: readonly TargetRow[], label: number): boolean[] =>
  targets.map((row) => at(row, label) === 1);

/** One label's column of rows. */
export const columnOf = (rows: readonly (readonly number[])[], label: number): number[] =>
  rows.map((row) => at(row, label));
