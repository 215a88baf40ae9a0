import { at } from '../numeric/at.ts';
import { assertRows, type JudgedRows } from './judged-rows.ts';
import { type ScoreStep, scoreSteps } from './score-steps.ts';

/**
 * The steps of each label's probability against that label being the true one. Throws RangeError
 * where rows have not as many probabilities as there are labels, or as `assertRows` does.
 */
export function oneVsRestSteps(rows: JudgedRows, labelCount: number): ScoreStep[][] {
  assertRows(rows);
  const columns = rows.probabilities[0]?.length ?? labelCount;
  if (columns !== labelCount) {
    throw new RangeError(`rows of ${columns} probabilities do not fit ${labelCount} labels`);
  }
  return Array.from({ length: labelCount }, (_, label) =>
    scoreSteps(
      rows.probabilities.map((row) => at(row, label)),
      rows.truth.map((own) => own === label),
    ),
  );
}
