import { type EvaluationInput, questionsOf } from '../evaluate-model.ts';
import { figuresOfDraws } from '../figures.ts';
import { meanOfKnown } from '../mean-of-known.ts';
import type { RowTimes } from '../score-steps.ts';

/** Of several questions the mean. */
export interface MeanFigures {
  readonly macroF1: number | null;
  readonly rocAuc: number | null;
  readonly logLoss: number | null;
}

export type Asking = Pick<EvaluationInput, 'labels' | 'ordinal' | 'output' | 'truth' | 'train'>;

/** The main figures of what is said, for rows that count as often as `times` says. */
export function meanFigures(
  input: Asking,
  probabilities: EvaluationInput['probabilities'],
): (times: RowTimes) => MeanFigures {
  const draws = questionsOf(input).map(({ scale, rows }) =>
    figuresOfDraws(scale, rows(probabilities)),
  );
  return (times) => {
    const summaries = draws.map((draw) => draw(times).summary);
    return {
      macroF1: meanOfKnown(summaries.map(({ macroF1 }) => macroF1)),
      rocAuc: meanOfKnown(summaries.map(({ macroRocAuc }) => macroRocAuc)),
      logLoss: meanOfKnown(summaries.map(({ logLoss }) => logLoss)),
    };
  };
}
