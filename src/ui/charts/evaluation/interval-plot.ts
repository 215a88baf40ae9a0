import type { Question } from '#core/evaluation/evaluation.ts';
import type { SummaryFigure } from '#core/evaluation/figures.ts';
import type { FigureInterval } from '#core/evaluation/person-bootstrap.ts';
import * as Plot from '@observablehq/plot';
import {
  decimals,
  INK,
  plotStyle,
  type PlotPlace,
  RULE,
  series,
  textWidth,
} from './plot-options.ts';

type Shown = readonly (readonly [string, SummaryFigure])[];

const SHOWN: Shown = [
  ['macro-F1', 'macroF1'],
  ['balanced accuracy', 'balancedAccuracy'],
  ['ROC-AUC', 'macroRocAuc'],
  ['PR-AUC', 'macroAveragePrecision'],
];
/** Where each label is a question of its own. */
const SHOWN_OF_ONE: Shown = [
  ['macro-F1', 'macroF1'],
  ['ROC-AUC', 'macroRocAuc'],
];
const WHO = ['this model', 'logistic', 'most common'] as const;
const ROW_PX = 20;
const HEAD_PX = 26;

interface Mark {
  readonly figure: string;
  readonly who: (typeof WHO)[number];
  readonly value: number;
  readonly interval: FigureInterval | null;
}

function marksOf({ subject, model, logistic }: Question): Mark[] {
  return (subject === null ? SHOWN : SHOWN_OF_ONE).flatMap(([words, name]) => {
    const figure = subject === null ? words : `${subject}: ${words}`;
    const mark = (
      who: Mark['who'],
      value: number | null | undefined,
      interval: FigureInterval | null,
    ): readonly Mark[] =>
      value === null || value === undefined ? [] : [{ figure, who, value, interval }];
    return [
      ...mark('this model', model.figures.summary[name], model.intervals.summary[name]),
      ...mark(
        'logistic',
        logistic?.figures.summary[name],
        logistic?.intervals.summary[name] ?? null,
      ),
      ...mark('most common', model.majority.summary[name], null),
    ];
  });
}

/** The figures that are best at 1, with their intervals over persons, above those of the baselines. */
export function intervalPlot(questions: readonly Question[], { document, width }: PlotPlace) {
  const marks = questions.flatMap(marksOf);
  const figures = [...new Set(marks.map(({ figure }) => figure))];
  const who = WHO.filter((name) => marks.some((mark) => mark.who === name));
  const spans = marks.flatMap(({ figure, who: own, interval }) =>
    interval?.kind === 'interval'
      ? [{ figure, who: own, low: interval.low, high: interval.high }]
      : [],
  );
  const colour = (name: string): string =>
    series(name === 'this model' ? 0 : name === 'logistic' ? 1 : 4).colour;
  return Plot.plot({
    document,
    width: Math.min(width, 640),
    height: figures.length * (who.length * ROW_PX + HEAD_PX) + 60,
    marginLeft: Math.max(...who.map(textWidth)) + 20,
    marginRight: 130,
    marginTop: HEAD_PX,
    marginBottom: 40,
    style: plotStyle,
    ariaLabel: `Figures with intervals. ${marks.map((mark) => `${mark.figure}, ${mark.who}: ${decimals(mark.value)}`).join('; ')}`,
    fy: { domain: figures, axis: null, padding: 0.3 },
    x: { domain: [0, 1], grid: true, label: null, ticks: 5 },
    y: { domain: who, label: null, tickSize: 0 },
    marks: [
      Plot.frame({ stroke: RULE, strokeOpacity: 0.5 }),
      Plot.ruleY(spans, {
        fy: 'figure',
        y: 'who',
        x1: 'low',
        x2: 'high',
        stroke: ({ who: own }: (typeof spans)[number]) => colour(own),
        strokeWidth: 5,
        strokeOpacity: 0.35,
        strokeLinecap: 'round',
      }),
      Plot.dot(marks, {
        fy: 'figure',
        y: 'who',
        x: 'value',
        r: 4,
        fill: ({ who: own }: Mark) => colour(own),
      }),
      Plot.text(figures, {
        fy: (figure: string) => figure,
        frameAnchor: 'top-left',
        dy: -15,
        fill: INK,
        fontWeight: 600,
        text: (figure: string) => figure,
      }),
      Plot.text(marks, {
        fy: 'figure',
        y: 'who',
        frameAnchor: 'right',
        textAnchor: 'start',
        dx: 10,
        fontSize: 11,
        text: ({ value, interval }: Mark) =>
          interval?.kind === 'interval'
            ? `${decimals(value)}  ${decimals(interval.low)} … ${decimals(interval.high)}`
            : decimals(value),
      }),
    ],
  });
}
