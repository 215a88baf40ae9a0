import { at } from '../numeric/at.ts';
import { argMax, confusionMatrix } from './confusion-matrix.ts';
import { type EvaluationInput, questionsOf } from './evaluate-model.ts';
import { meanOfKnown } from './mean-of-known.ts';
import { scoresOf } from './scores.ts';

export interface PersonFigure {
  readonly person: string;
  readonly windows: number;
  /** Of independent outputs the mean over the labels. */
  readonly macroF1: number | null;
}

/** The macro-F1 of each person's own windows, by name; a question's labels that neither occur nor are called have none. */
export function figuresPerPerson(
  input: Pick<
    EvaluationInput,
    'labels' | 'ordinal' | 'output' | 'truth' | 'train' | 'probabilities' | 'persons'
  >,
): readonly PersonFigure[] {
  const { persons, probabilities } = input;
  const asked = questionsOf(input).map(({ scale, rows }) => ({
    labels: scale.labels.length,
    rows: rows(probabilities),
  }));
  return [...new Set(persons)].sort().map((person) => {
    const own = persons.flatMap((name, index) => (name === person ? [index] : []));
    const scores = asked.map(({ labels, rows }) => {
      const truth = own.map((index) => at(rows.truth, index));
      const called = own.map((index) => argMax(at(rows.probabilities, index)));
      return scoresOf(confusionMatrix(truth, called, labels)).macroF1;
    });
    return { person, windows: own.length, macroF1: meanOfKnown(scores) };
  });
}
