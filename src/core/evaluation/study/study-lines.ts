import { inColumns } from '../report/summary-lines.ts';
import type { AblationRow, MeasuredFigure } from './ablation.ts';
import type { Importance, Spread, WeighedFeature } from './permutation-importance.ts';
import type { Study } from './study.ts';

const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(3)}`;

const measured = ({ value, interval }: MeasuredFigure, isDifference: boolean): string => {
  if (value === null) return '–';
  const words = (number: number) => (isDifference ? signed(number) : number.toFixed(3));
  return interval.kind === 'none'
    ? words(value)
    : `${words(value)}  ${words(interval.low)} … ${words(interval.high)}`;
};

/** What a case is called: `only gaze`, `without gaze`. */
export const caseName = ({ kind, group }: Pick<AblationRow, 'kind' | 'group'>): string =>
  group === null ? 'everything' : `${kind} ${group.replaceAll('_', ' ')}`;

const ablationLines = (title: string, rows: readonly AblationRow[]): readonly string[] =>
  rows.length === 0
    ? []
    : [
        title,
        ...inColumns([
          ['', 'features', 'macro-F1', 'ROC-AUC', 'macro-F1 less everything'],
          ...rows.map((row) => [
            caseName(row),
            String(row.features),
            measured(row.figures.macroF1, false),
            measured(row.figures.rocAuc, false),
            row.difference === null ? '' : measured(row.difference.macroF1, true),
          ]),
        ]),
        '',
      ];

const spread = ({ mean, deviation }: Spread): string =>
  deviation === null ? signed(mean) : `${signed(mean)} ± ${deviation.toFixed(3)}`;

function importanceLines(importance: Importance): readonly string[] {
  const { windows, persons, repeats, groups, features } = importance;
  const line = ({ name, macroF1Drop, logLossRise }: WeighedFeature) => [
    name.replaceAll('_', ' '),
    spread(macroF1Drop),
    spread(logLossRise),
  ];
  const sorted = features.toSorted((a, b) => b.logLossRise.mean - a.logLossRise.mean);
  return [
    `With the curves of other windows in place of its own (${windows} windows of ${persons} persons, mean and deviation of ${repeats} repeats):`,
    ...inColumns([
      ['', 'macro-F1 lost', 'log loss gained'],
      ...groups.map(line),
      ...sorted.map(line),
    ]),
  ];
}

/** What is known of what a model goes by, as lines of text; none where nothing was asked. */
export const studyLines = ({ ablation, importance }: Study): readonly string[] => [
  ...ablationLines('Trained anew by its recipe, group by group:', ablation.own),
  ...ablationLines('The same with logistic regressions:', ablation.logistic),
  ...(importance === null ? [] : importanceLines(importance)),
];
