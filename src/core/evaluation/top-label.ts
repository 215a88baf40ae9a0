import { at } from '../numeric/at.ts';
import { argMax } from './confusion-matrix.ts';
import { assertRows, type JudgedRows } from './judged-rows.ts';

/** What is stated of the label that is called, and whether it was right (Guo et al. 2017). */
export function topLabel(rows: JudgedRows): { stated: number[]; cameTrue: boolean[] } {
  assertRows(rows);
  const called = rows.probabilities.map(argMax);
  return {
    stated: rows.probabilities.map((row, index) => at(row, at(called, index))),
    cameTrue: rows.truth.map((label, index) => label === at(called, index)),
  };
}
