import { at } from '../../numeric/at.ts';
import type { Question } from '../evaluation.ts';
import type { SummaryFigure } from '../figures.ts';
import type { FigureInterval } from '../person-bootstrap.ts';
import type { EvaluationReport } from './evaluation-report.ts';

const SHOWN: readonly (readonly [string, SummaryFigure])[] = [
  ['macro-F1', 'macroF1'],
  ['weighted F1', 'weightedF1'],
  ['balanced accuracy', 'balancedAccuracy'],
  ['accuracy', 'accuracy'],
  ['quadratic kappa', 'quadraticKappa'],
  ['ROC-AUC', 'macroRocAuc'],
  ['PR-AUC', 'macroAveragePrecision'],
  ['Brier score', 'brierScore'],
  ['log loss', 'logLoss'],
  ['calibration error', 'expectedCalibrationError'],
];

const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

const withInterval = (value: number | null, interval: FigureInterval): string =>
  value === null || interval.kind === 'none'
    ? figure(value)
    : `${figure(value)}  ${figure(interval.low)} … ${figure(interval.high)}`;

/** Columns in line: the first to the left, the others to the right. */
export function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(at(widths, 0)) : cell.padStart(at(widths, column) + 3),
      )
      .join('')
      .trimEnd(),
  );
}

function questionLines({ subject, scale, model, logistic }: Question): string[] {
  const head = ['', 'this model', ...(logistic === null ? [] : ['logistic']), 'majority'];
  const shown = SHOWN.filter(([, name]) => model.figures.summary[name] !== null);
  const summary = shown.map(([words, name]) => [
    words,
    withInterval(model.figures.summary[name], model.intervals.summary[name]),
    ...(logistic === null
      ? []
      : [withInterval(logistic.figures.summary[name], logistic.intervals.summary[name])]),
    figure(model.majority.summary[name]),
  ]);
  const labels = model.figures.perLabel.map((own, index) => [
    own.label,
    String(own.support),
    figure(own.precision),
    figure(own.recall),
    figure(own.f1),
    withInterval(own.rocAuc, at(model.intervals.perLabel, index).rocAuc),
    figure(own.averagePrecision),
  ]);
  const confusion = model.figures.confusion.map((counts, index) => [
    at(scale.labels, index),
    ...counts.map(String),
  ]);
  return [
    ...(subject === null ? [] : [`Is ${subject} there?`, '']),
    ...inColumns([head, ...summary]),
    '',
    ...inColumns([['', 'windows', 'precision', 'recall', 'F1', 'ROC-AUC', 'PR-AUC'], ...labels]),
    '',
    ...inColumns([['true \\ called', ...scale.labels], ...confusion]),
    '',
  ];
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What must be known before a figure is believed; empty where there is nothing of the kind. */
export function warnings({ known, evaluation, by, majority, method }: EvaluationReport): string[] {
  const lines: string[] = [];
  if (method.kind === 'bundle' && known === null) {
    lines.push(
      `It is not known whom this model learnt from: if it was any of these ${by}s, its figures are of faces that it knows.`,
    );
  }
  if (known !== null && known.train.length > 0) {
    lines.push(
      `WARNING: this model LEARNT FROM ${counted(known.train.length, by)} of these data (${known.train.slice(0, 5).join(', ')}${known.train.length > 5 ? ', …' : ''}). ${known.windows} of ${evaluation.windows} windows are of known ${by}s; the figures say little of strangers.`,
    );
  }
  if (known !== null && known.validation.length > 0) {
    lines.push(
      `${counted(known.validation.length, by)} of these data chose when training stopped, and the calibration: figures with them are flattered a little.`,
    );
  }
  if (evaluation.persons < 2) {
    lines.push(`There is one ${by} alone, so there are no intervals.`);
  } else if (evaluation.persons < 10) {
    lines.push(`With ${evaluation.persons} ${by}s the intervals are too narrow.`);
  }
  if (majority === 'these_data') {
    lines.push(
      method.kind === 'bundle'
        ? 'The majority is that of these data, as the shares in training are not known.'
        : 'The majority is that of all these data; each fold had about the same.',
    );
  }
  return lines;
}

/** An evaluation as lines for the command line; after a figure the interval over persons. */
export function summaryLines(report: EvaluationReport): string[] {
  const { model, evaluation, by, method } = report;
  const who =
    method.kind === 'bundle'
      ? model.id
      : `Models trained as ${model.id} was, in ${method.folds.length} folds, each answering for those it was trained without`;
  return [
    `${who}: ${counted(evaluation.windows, 'window')} of ${counted(evaluation.persons, by)}.`,
    ...warnings(report),
    '',
    ...evaluation.questions.flatMap(questionLines),
  ];
}
