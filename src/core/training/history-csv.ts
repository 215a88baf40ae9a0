import type { Epoch } from '../models/training.ts';

const COLUMNS = ['epoch', 'loss', 'validation_loss', 'score', 'learning_rate', 'best'] as const;

/** One line an epoch; `best` is 1 where the score was the highest so far. Ends in a newline. */
export function historyCsv(history: readonly Epoch[]): string {
  const lines = history.map((epoch) =>
    [
      epoch.number,
      epoch.loss,
      epoch.validationLoss,
      epoch.score,
      epoch.learningRate,
      epoch.best ? 1 : 0,
    ].join(),
  );
  return `${[COLUMNS.join(), ...lines].join('\n')}\n`;
}
