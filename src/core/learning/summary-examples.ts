import type { OutputKind } from '../models/output-kind.ts';
import { at } from '../numeric/at.ts';

/** Why a model on window summaries could not be fitted to what it was given. */
export class ExamplesRefused extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'ExamplesRefused';
  }
}

/** What a model on window summaries learns from; all lists in the same order. */
export interface SummaryExamples {
  /** One summary each; not scaled. */
  readonly rows: readonly Float32Array[];
  /** One number 0..1 for each output; of `exclusive` outputs they sum to 1. */
  readonly targets: readonly (readonly number[])[];
  readonly output: OutputKind;
  /**
   * What the labels count for; 1 where not given. Of `exclusive` outputs, one for each label; of
   * `independent` ones, what the presence of each label counts for against its absence.
   */
  readonly classWeights?: readonly number[] | undefined;
}

const SUM_TOLERANCE = 1e-6;

function checkTargets(target: readonly number[], index: number, output: OutputKind): void {
  if (!target.every((share) => share >= 0 && share <= 1)) {
    throw new ExamplesRefused(`A target of row ${index} is not between 0 and 1.`);
  }
  const sum = target.reduce((total, share) => total + share, 0);
  if (output === 'exclusive' && Math.abs(sum - 1) > SUM_TOLERANCE) {
    throw new ExamplesRefused(`The targets of row ${index} sum to ${sum}, not to 1.`);
  }
}

/**
 * Gives the number of columns and of outputs.
 * @throws ExamplesRefused where lists do not fit, a value is not a finite number, a target or weight
 * cannot be, or a label has no example of it (or, independent, none without it).
 */
export function checkExamples(examples: SummaryExamples): { columns: number; outputs: number } {
  const { rows, targets, output, classWeights } = examples;
  if (rows.length === 0) throw new ExamplesRefused('There is no row to learn from.');
  if (rows.length !== targets.length) {
    throw new ExamplesRefused(`${rows.length} rows have ${targets.length} targets.`);
  }
  const columns = at(rows, 0).length;
  const outputs = at(targets, 0).length;
  if (outputs < (output === 'exclusive' ? 2 : 1)) {
    throw new ExamplesRefused(`${outputs} outputs leave nothing to tell apart.`);
  }
  rows.forEach((row, index) => {
    if (row.length !== columns || at(targets, index).length !== outputs) {
      throw new ExamplesRefused(
        `Row ${index} has ${row.length} values and ${at(targets, index).length} targets, the first ${columns} and ${outputs}.`,
      );
    }
    if (!row.every(Number.isFinite)) {
      throw new ExamplesRefused(`Row ${index} has a value that is not a finite number.`);
    }
    checkTargets(at(targets, index), index, output);
  });
  for (let label = 0; label < outputs; label++) {
    if (!targets.some((target) => at(target, label) > 0)) {
      throw new ExamplesRefused(`Label ${label} has no example to learn from.`);
    }
    if (output === 'independent' && !targets.some((target) => at(target, label) < 1)) {
      throw new ExamplesRefused(`Label ${label} has no example without it to learn from.`);
    }
  }
  checkWeights(classWeights, outputs, 'labels');
  return { columns, outputs };
}

/** @throws ExamplesRefused unless there are `count` finite weights above 0, or none are given. */
export function checkWeights(
  weights: readonly number[] | undefined,
  count: number,
  of: string,
): void {
  if (weights === undefined) return;
  if (weights.length !== count) {
    throw new ExamplesRefused(`${weights.length} weights are given for ${count} ${of}.`);
  }
  if (!weights.every((weight) => weight > 0 && weight < Infinity)) {
    throw new ExamplesRefused(`A weight of the ${of} is not above 0.`);
  }
}
