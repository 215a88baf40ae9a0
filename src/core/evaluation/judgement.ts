import { at } from '../numeric/at.ts';
import { resultOf } from '../numeric/result-of.ts';
import {
  type Figures,
  figuresOf,
  figuresOfDraws,
  LABEL_FIGURES,
  type LabelFigure,
  type LabelScale,
  SUMMARY_FIGURES,
  type SummaryFigure,
} from './figures.ts';
import type { JudgedRows } from './judged-rows.ts';
import { majorityProbabilities } from './majority-baseline.ts';
import { type FigureInterval, personIntervals, type Resampling } from './person-bootstrap.ts';

export interface PersonRows extends JudgedRows {
  /** Whose row it is. */
  readonly persons: readonly string[];
}

export interface Judgement {
  readonly rows: number;
  readonly persons: number;
  readonly figures: Figures;
  readonly intervals: {
    readonly summary: Readonly<Record<SummaryFigure, FigureInterval>>;
    /** In the order of the labels. */
    readonly perLabel: readonly Readonly<Record<LabelFigure, FigureInterval>>[];
  };
  /** The same figures of always giving the shares of the labels in training. */
  readonly majority: Figures;
}

const flat = ({ summary, perLabel }: Figures): (number | null)[] => [
  ...SUMMARY_FIGURES.map((name) => summary[name]),
  ...perLabel.flatMap((own) => LABEL_FIGURES.map((name) => own[name])),
];

const named = <Name extends string, Value>(names: readonly Name[], values: readonly Value[]) =>
  Object.fromEntries(names.map((name, index) => [name, at(values, index)])) as Record<Name, Value>;

/**
 * Judges a predictor on rows of persons whom training never saw, beside the majority baseline, with
 * intervals over persons. Yields after every draw of persons. Throws RangeError where there is no row, the lists differ in length, or as
 * `assertRows` does.
 */
export function* judging(
  scale: LabelScale,
  rows: PersonRows,
  trainCounts: readonly number[],
  resampling: Resampling,
): Generator<number, Judgement> {
  const { truth, persons } = rows;
  if (persons.length !== truth.length) {
    throw new RangeError(`${persons.length} persons cannot be held against ${truth.length} labels`);
  }
  const draw = figuresOfDraws(scale, rows);
  const figures = draw(null);
  const intervals = yield* personIntervals(persons, (times) => flat(draw(times)), resampling);
  const summaries = SUMMARY_FIGURES.length;
  return {
    rows: truth.length,
    persons: new Set(persons).size,
    figures,
    intervals: {
      summary: named(SUMMARY_FIGURES, intervals.slice(0, summaries)),
      perLabel: scale.labels.map((_, label) =>
        named(LABEL_FIGURES, intervals.slice(summaries + label * LABEL_FIGURES.length)),
      ),
    },
    majority: figuresOf(scale, {
      truth,
      probabilities: majorityProbabilities(trainCounts, truth.length),
    }),
  };
}

/** The same at once. */
export const judge = (...given: Parameters<typeof judging>): Judgement =>
  resultOf(judging(...given));
