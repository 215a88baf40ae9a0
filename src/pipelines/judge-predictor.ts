import { isOrdinal, labelNames } from '#core/dataset/label-rule.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import {
  evaluating,
  type EvaluationInput,
  type EvaluationProgress,
} from '#core/evaluation/evaluate-model.ts';
import type { Evaluation } from '#core/evaluation/evaluation.ts';
import { fitAbstention } from '#core/evaluation/fit-abstention.ts';
import { fitCalibration } from '#core/evaluation/fit-calibration.ts';
import { figuresPerPerson, type PersonFigure } from '#core/evaluation/per-person.ts';
import type { Abstention } from '#core/models/abstention.ts';
import { type Calibration, calibrated } from '#core/models/calibration.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { inTurns, turns } from './in-turns.ts';
import type { Predictor, PredictorJob } from './train-predictor.ts';

/** What is known of a trained model before anybody uses it. */
export interface Verdict {
  readonly calibration: Calibration;
  readonly abstention: Abstention;
  readonly evaluation: Evaluation;
  readonly perPerson: readonly PersonFigure[];
}

export interface JudgingOptions {
  readonly recipe: Recipe;
  readonly seed: number;
  /** Draws of persons for the intervals; 1,000 where not given. */
  readonly resamples?: number | undefined;
  readonly onJudged?: ((progress: EvaluationProgress) => void) | undefined;
  readonly abort?: AbortSignal | undefined;
}

/** Resamples between two words of how far it is. */
const WORD_EVERY = 20;

const truthOf = (windows: readonly SourcedWindow[]) => windows.map(({ targets }) => targets);

/** How many windows each label is true of. */
export const perLabel = (labels: readonly string[], windows: readonly SourcedWindow[]): number[] =>
  labels.map((_, label) => windows.filter(({ targets }) => (targets[label] ?? 0) >= 0.5).length);

/** A predictor with its outputs calibrated on the validation side. */
export async function calibrate(predictor: Predictor, { prepared, output }: PredictorJob) {
  const { validation } = prepared.sides;
  const raw = await predictor.predict(validation);
  const calibration = fitCalibration(output, truthOf(validation), raw);
  const probabilities = async (windows: readonly SourcedWindow[]) =>
    (await predictor.predict(windows)).map((row) => calibrated(row, calibration));
  return { calibration, probabilities };
}

/** Judges in turns, so that messages come in between. */
export const evaluated = (
  input: EvaluationInput,
  { onJudged, abort }: Pick<JudgingOptions, 'onJudged' | 'abort'>,
): Promise<Evaluation> =>
  inTurns(evaluating(input), turns(abort), (progress) => {
    if (progress.done % WORD_EVERY === 0) onJudged?.(progress);
  });

/**
 * Calibrates and learns to abstain on the validation side, and judges on the test side, beside the
 * baseline, which is calibrated in the same way.
 */
export async function judgePredictor(
  options: JudgingOptions,
  job: PredictorJob,
  predictor: Predictor,
  baseline: Predictor | null,
): Promise<Verdict> {
  const { recipe, seed, resamples } = options;
  const { output, prepared } = job;
  const { train, validation, test } = prepared.sides;
  const labels = labelNames(recipe.labels);
  const own = await calibrate(predictor, job);
  const beside = baseline === null ? null : await calibrate(baseline, job);
  const input: EvaluationInput = {
    labels,
    ordinal: isOrdinal(recipe.labels),
    output,
    truth: truthOf(test),
    persons: test.map(({ person }) => person),
    probabilities: await own.probabilities(test),
    logistic: beside === null ? null : await beside.probabilities(test),
    train: { windows: train.length, perLabel: perLabel(labels, train) },
    seed,
    ...(resamples === undefined ? {} : { resamples }),
  };
  return {
    calibration: own.calibration,
    abstention: fitAbstention({
      labels,
      output,
      targets: truthOf(validation),
      persons: validation.map(({ person }) => person),
      probabilities: await own.probabilities(validation),
    }),
    evaluation: await evaluated(input, options),
    perPerson: figuresPerPerson(input),
  };
}
