import type { OutputKind } from '../models/output-kind.ts';
import { at } from '../numeric/at.ts';
import type { ValidationScore } from '../recipes/recipe.ts';
import { averagePrecision } from './average-precision.ts';
import { argMax, confusionMatrix } from './confusion-matrix.ts';
import { presenceRows, type JudgedRows } from './judged-rows.ts';
import { logLoss } from './log-loss.ts';
import { meanOfKnown } from './mean-of-known.ts';
import { areaUnderRoc } from './roc.ts';
import { scoresOf } from './scores.ts';
import {
  assertTargets,
  columnOf,
  exclusiveTruth,
  presenceOf,
  type TargetRow,
} from './target-rows.ts';

type Probabilities = readonly (readonly number[])[];

const ofCalls = ({ truth, probabilities }: JudgedRows, labelCount: number) =>
  scoresOf(confusionMatrix(truth, probabilities.map(argMax), labelCount));

/** A score of rows that know their one label. */
function ofRows(name: 'macro_f1' | 'balanced_accuracy' | 'neg_log_loss', labelCount: number) {
  return (rows: JudgedRows): number => {
    if (name === 'neg_log_loss') return -(logLoss(rows) ?? Infinity);
    const scores = ofCalls(rows, labelCount);
    return name === 'macro_f1' ? scores.macroF1 : scores.balancedAccuracy;
  };
}

/**
 * What early stopping goes by: a score of validation probabilities, the higher the better. Of
 * independent outputs it is the mean over labels, each as absent or present, called present above
 * one half; areas are the mean over labels that are true of some windows and not of others.
 * Probabilities that are no finite numbers (training that ran away) score -Infinity; nothing scores
 * NaN. Throws RangeError where there are no targets, or no label that an area could be of.
 */
export function validationScore(
  name: ValidationScore,
  output: OutputKind,
  targets: readonly TargetRow[],
): (probabilities: Probabilities) => number {
  const labelCount = targets[0]?.length ?? 0;
  if (labelCount === 0) throw new RangeError('there is no validation window to score');
  assertTargets(targets, labelCount);
  const scored = scorer(name, output, targets, labelCount);
  return (probabilities) =>
    probabilities.every((row) => row.every(Number.isFinite)) ? scored(probabilities) : -Infinity;
}

function scorer(
  name: ValidationScore,
  output: OutputKind,
  targets: readonly TargetRow[],
  labelCount: number,
): (probabilities: Probabilities) => number {
  const labels = Array.from({ length: labelCount }, (_, label) => label);
  const present = labels.map((label) => presenceOf(targets, label));
  if (name === 'roc_auc' || name === 'average_precision') {
    const told = labels.filter((label) => new Set(at(present, label)).size === 2);
    if (told.length === 0) {
      throw new RangeError(
        `no label is true of some of the ${targets.length} validation windows and not of others, so there is no ${name}`,
      );
    }
    const area = name === 'roc_auc' ? areaUnderRoc : averagePrecision;
    return (rows) =>
      meanOfKnown(told.map((label) => area(columnOf(rows, label), at(present, label)))) ??
      -Infinity;
  }
  if (output === 'exclusive') {
    const truth = exclusiveTruth(targets);
    const score = ofRows(name, labelCount);
    return (probabilities) => score({ truth, probabilities });
  }
  const score = ofRows(name, 2);
  return (rows) =>
    meanOfKnown(
      labels.map((label) => score(presenceRows(columnOf(rows, label), at(present, label)))),
    ) ?? -Infinity;
}
