import type { Epoch } from '#core/models/training.ts';
import type { TrainingStage } from '#core/models/training.ts';

const STAGE_WORDS: Readonly<Record<TrainingStage, string>> = {
  preparing: 'Splitting by person and preparing the training side …',
  training: 'Training …',
  baseline: 'Fitting the logistic baseline …',
  judging: 'Calibrating on the validation persons and judging on the test persons …',
};

const minutes = (ms: number): string => `${(ms / 60_000).toFixed(1)} min`;

/** Lines on standard error: stages, epochs with the time left if all of them are run. */
export function trainingProgress(maxEpochs: number) {
  const startedAt = performance.now();
  return {
    onStage(stage: TrainingStage): void {
      console.error(STAGE_WORDS[stage]);
    },
    onEpoch({ number, loss, validationLoss, score, best }: Epoch): void {
      const passed = performance.now() - startedAt;
      const left = (passed / number) * (maxEpochs - number);
      console.error(
        `epoch ${number} of ${maxEpochs} at most: loss ${loss.toFixed(4)}, validation loss ${validationLoss.toFixed(4)}, score ${score.toFixed(4)}${best ? ' (best so far)' : ''}; ${minutes(passed)}, at most ${minutes(left)} left`,
      );
    },
  };
}
