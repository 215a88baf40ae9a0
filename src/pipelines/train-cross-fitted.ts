import { foldFile, formatFoldFile } from '#core/dataset/fold-file.ts';
import { isOrdinal, labelNames, outputOf } from '#core/dataset/label-rule.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import type { SplitFile } from '#core/dataset/split-file.ts';
import { crossCalibrated } from '#core/evaluation/cross-calibration.ts';
import type { EvaluationInput, EvaluationProgress } from '#core/evaluation/evaluate-model.ts';
import { fitAbstention } from '#core/evaluation/fit-abstention.ts';
import { fitCalibration } from '#core/evaluation/fit-calibration.ts';
import { figuresPerPerson } from '#core/evaluation/per-person.ts';
import { bundleOf, type BundleOptions, type BundleSplit } from './bundle-of.ts';
import { type CrossFitting, crossFit, fitEverybody } from './cross-fit.ts';
import type { PooledAnswers } from './cross-validate.ts';
import { evaluated, perLabel, type Verdict } from './judge-predictor.ts';
import type { TrainedBundle } from './train-contract.ts';

export interface CrossFittedOptions extends CrossFitting, Omit<BundleOptions, 'signal'> {
  /** What `person` of the windows stands for. */
  readonly by: SplitFile['by'];
  /** Draws of persons for the intervals. */
  readonly resamples?: number;
  /** Before the weights that are kept learn from everybody. */
  readonly onEverybody?: () => void;
  readonly onJudged?: (progress: EvaluationProgress) => void;
}

const truthOf = (windows: readonly SourcedWindow[]) => windows.map(({ targets }) => targets);

/** What the folds say of the recipe: each person's rows calibrated without that person. */
async function judgePooled(
  options: Pick<
    CrossFittedOptions,
    'recipe' | 'windows' | 'seed' | 'resamples' | 'onJudged' | 'abort'
  >,
  pooled: PooledAnswers<SourcedWindow>,
): Promise<Verdict> {
  const { recipe, seed, resamples } = options;
  const { windows, raw, logistic } = pooled;
  const labels = labelNames(recipe.labels);
  const output = outputOf(recipe.labels);
  const truth = truthOf(windows);
  const persons = windows.map(({ person }) => person);
  const foldOf = pooled.folds.flatMap((fold, index) => new Array<number>(fold.windows).fill(index));
  const probabilities = crossCalibrated(output, truth, raw, foldOf);
  const input: EvaluationInput = {
    labels,
    ordinal: isOrdinal(recipe.labels),
    output,
    truth,
    persons,
    probabilities,
    logistic: logistic === null ? null : crossCalibrated(output, truth, logistic, foldOf),
    train: { windows: options.windows.length, perLabel: perLabel(labels, options.windows) },
    seed,
    ...(resamples === undefined ? {} : { resamples }),
  };
  return {
    calibration: fitCalibration(output, truth, raw),
    abstention: fitAbstention({ labels, output, targets: truth, persons, probabilities }),
    evaluation: await evaluated(input, options),
    perPerson: figuresPerPerson(input),
  };
}

/**
 * From labelled windows to a bundle whose weights learnt from everybody, for data of too few
 * persons to keep some apart. The recipe is trained once a fold on all the others; what those
 * weights say of whom they never saw, pooled, calibrates, teaches to abstain and judges. Everybody
 * then trains the weights that are kept, which nobody judged: the figures are the recipe's. The
 * same options on the same backend give the same bundle. Throws TrainingRefused where the recipe
 * stops early or there are too few persons, TrainingFailed, and the reason of `abort`.
 */
export async function trainCrossFitted(options: CrossFittedOptions): Promise<TrainedBundle> {
  const { windows, by, seed } = options;
  const pooled = await crossFit(options);
  const verdict = await judgePooled(options, pooled);
  options.onEverybody?.();
  const { job, predictor } = await fitEverybody(options);
  const folds = foldFile(by, seed, pooled.folds);
  const split: BundleSplit = {
    text: formatFoldFile(folds),
    rule: folds.rule,
    judging: 'cross_validation',
    sides: { train: windows, validation: windows, test: windows },
  };
  try {
    return await bundleOf(options, job, split, predictor, verdict);
  } finally {
    predictor.close();
  }
}
