import type { LabRun, RunState } from '#core/lab/lab-run.ts';
import type { RunScore } from '#core/lab/run-score.ts';
import type { Recipe, ValidationScore } from '#core/recipes/recipe.ts';

export const STAGE_WORDS: Readonly<
  Record<Extract<RunState, { kind: 'running' }>['stage'], string>
> = {
  reading: 'Reading the data',
  preparing: 'Splitting by person, scaling, balancing',
  training: 'Learning',
  baseline: 'Training the logistic regression beside',
  judging: 'Judging on persons it never saw',
};

export const SCORE_WORDS: Readonly<Record<ValidationScore, string>> = {
  macro_f1: 'Macro-F1',
  balanced_accuracy: 'Balanced accuracy',
  roc_auc: 'ROC-AUC',
  average_precision: 'Average precision',
  neg_log_loss: 'Negative log loss',
};

export const scoreName = ({ model }: Recipe): string =>
  model.kind === 'network' && model.settings.earlyStopping !== null
    ? SCORE_WORDS[model.settings.earlyStopping.score]
    : 'Score';

const figure = (value: number | null): string => (value === null ? 'none' : value.toFixed(2));

/** `0.61 (0.54 to 0.68)`. */
export const ownScore = ({ value, interval, meanOf }: RunScore): string =>
  `${figure(value)}${interval === null ? '' : ` (${figure(interval.low)} to ${figure(interval.high)})`}${meanOf === null ? '' : `, mean of ${meanOf} labels`}`;

export const baselineScores = ({ logistic, majority }: RunScore): string =>
  `${logistic === null ? '' : `logistic regression ${figure(logistic)}, `}most common answer ${figure(majority)}`;

export function stateWords({ state }: LabRun, elsewhere: boolean): string {
  switch (state.kind) {
    case 'running':
      return elsewhere ? 'Trained in another tab' : STAGE_WORDS[state.stage];
    case 'interrupted':
      return 'Interrupted';
    case 'failed':
      return 'Failed';
    case 'trained':
      return 'Trained';
  }
}

export function materialWords({ material }: LabRun): string {
  if (material === null) return 'not read yet';
  const { windows, persons, sources } = material;
  return `${windows.toLocaleString('en-GB')} windows, ${persons} ${persons === 1 ? 'person' : 'persons'}: ${sources.join(', ')}`;
}

export const epochWords = ({ history, recipe }: LabRun): string => {
  if (recipe.model.kind !== 'network') return '–';
  const best = history.findLast((epoch) => epoch.best);
  return `${history.length} of ${recipe.model.settings.maxEpochs}${best === undefined ? '' : `, best ${best.number}`}`;
};
