import type { Evaluation, Question } from '../evaluation.ts';
import type { SummaryFigure } from '../figures.ts';
import type { FigureInterval } from '../person-bootstrap.ts';

/** The figure that a question is summed up by. */
export interface MainScore {
  readonly figure: SummaryFigure;
  readonly value: number | null;
  readonly interval: FigureInterval;
  readonly majority: number | null;
  readonly logistic: { readonly value: number | null; readonly interval: FigureInterval } | null;
}

/**
 * Macro-F1 of one question of many labels. Of a label for itself the area under the ROC curve, which
 * asks for no threshold: a rare label is seldom called, however well it is ranked.
 */
export function mainScore({ subject, model, logistic }: Question): MainScore {
  const figure = subject === null ? 'macroF1' : 'macroRocAuc';
  return {
    figure,
    value: model.figures.summary[figure],
    interval: model.intervals.summary[figure],
    majority: model.majority.summary[figure],
    logistic:
      logistic === null
        ? null
        : {
            value: logistic.figures.summary[figure],
            interval: logistic.intervals.summary[figure],
          },
  };
}

/** Above which baselines a model clearly is; `unknown` where too few persons judge. */
export type Verdict = 'above_both' | 'above_majority' | 'not_above' | 'unknown';

/**
 * Above a baseline is what stays above it in 95 of 100 draws of persons: the interval's lower end
 * above the majority's score, and above all of the logistic one's interval.
 */
export function verdictOf({ interval, majority, logistic }: MainScore): Verdict {
  if (interval.kind === 'none' || majority === null) return 'unknown';
  if (interval.low <= majority) return 'not_above';
  if (logistic === null || logistic.interval.kind === 'none') return 'above_majority';
  return interval.low > logistic.interval.high ? 'above_both' : 'above_majority';
}

/** The verdict on each question, in their order. */
export const verdictsOf = ({ questions }: Evaluation): readonly Verdict[] =>
  questions.map((question) => verdictOf(mainScore(question)));

const of = (verdict: Verdict, what: string): string => {
  switch (verdict) {
    case 'above_both':
      return `better than ${what} and than a logistic regression`;
    case 'above_majority':
      return `better than ${what}`;
    case 'not_above':
      return `not clearly better than ${what}`;
    case 'unknown':
      return `perhaps no better than ${what}: too few persons judge it`;
  }
};

const COMMONEST = 'always answering what is most common';
const CHANCE = 'chance';

/** Whether a model is better than its baselines: a sentence a question. */
export const verdictSentences = ({ questions }: Evaluation): readonly string[] =>
  questions.map((question) => {
    const score = mainScore(question);
    const verdict = verdictOf(score);
    const own = of(verdict, question.subject === null ? COMMONEST : CHANCE);
    const beside =
      verdict === 'above_majority' && score.logistic !== null
        ? ', but not clearly better than a logistic regression'
        : '';
    return question.subject === null
      ? `On persons it never saw this model is ${own}${beside}.`
      : `${question.subject}: ${own}${beside}.`;
  });
