import type { Calibration } from '../models/calibration.ts';
import type { OutputKind } from '../models/output-kind.ts';
import { fitPlatt } from './platt-scaling.ts';
import {
  assertTargets,
  columnOf,
  exclusiveTruth,
  presenceOf,
  type TargetRow,
} from './target-rows.ts';
import { fitTemperature } from './temperature-scaling.ts';

const WORDS = {
  no_rows: 'There are no validation windows to fit it on.',
  always_right:
    'The model calls every validation window right, so the surer the better, without end.',
  no_information:
    'The model does not say the truth higher than the rest on the validation windows.',
  one_class: 'Each label is always or never true of the validation windows.',
} as const;

const none = (reason: keyof typeof WORDS): Calibration => ({ kind: 'none', reason: WORDS[reason] });

/**
 * Calibration of raw outputs, to be fitted on validation windows alone: exclusive outputs get a
 * temperature, independent ones Platt's slope and intercept each. A label of which only one class
 * occurred keeps its outputs (slope 1, intercept 0). Nothing of it changes the order of what is said
 * of a label. Throws RangeError where lists or rows do not fit, or a value is no probability.
 */
export function fitCalibration(
  output: OutputKind,
  targets: readonly TargetRow[],
  probabilities: readonly (readonly number[])[],
): Calibration {
  const labelCount = probabilities[0]?.length ?? 0;
  assertTargets(targets, labelCount);
  if (output === 'exclusive') {
    const fit = fitTemperature({ truth: exclusiveTruth(targets), probabilities });
    return fit.kind === 'none'
      ? none(fit.reason)
      : { kind: 'temperature', temperature: fit.temperature };
  }
  if (targets.length !== probabilities.length) {
    throw new RangeError(
      `${targets.length} targets cannot be held against ${probabilities.length} rows`,
    );
  }
  if (targets.length === 0) return none('no_rows');
  const fits = Array.from({ length: labelCount }, (_, label) =>
    fitPlatt(columnOf(probabilities, label), presenceOf(targets, label)),
  );
  if (fits.every((fit) => fit === null)) return none('one_class');
  return {
    kind: 'platt',
    slopes: fits.map((fit) => fit?.slope ?? 1),
    intercepts: fits.map((fit) => fit?.intercept ?? 0),
  };
}
