import type { Evaluation, Question } from '../../evaluation/evaluation.ts';
import type { SummaryFigure } from '../../evaluation/figures.ts';
import { at } from '../../numeric/at.ts';
import type { TrainedOrigin } from '../bundle-manifest.ts';
import { figure, table, withInterval } from './markdown.ts';

const SHOWN: readonly (readonly [string, SummaryFigure])[] = [
  ['macro-F1', 'macroF1'],
  ['balanced accuracy', 'balancedAccuracy'],
  ['accuracy', 'accuracy'],
  ['quadratic kappa', 'quadraticKappa'],
  ['macro ROC-AUC', 'macroRocAuc'],
  ['log loss', 'logLoss'],
  ['expected calibration error', 'expectedCalibrationError'],
];

/** Labels of which the model's macro-F1 is no better than the majority's, or null for the whole. */
const worthless = (evaluation: Evaluation): readonly (string | null)[] =>
  evaluation.questions
    .filter(({ model }) => {
      const own = model.figures.summary.macroF1;
      const majority = model.majority.summary.macroF1;
      return own === null || (majority !== null && own <= majority);
    })
    .map(({ subject }) => subject);

function verdict(evaluation: Evaluation): readonly string[] {
  const labels = worthless(evaluation);
  if (labels.length === 0) return [];
  const which = labels.filter((label) => label !== null).join(', ');
  return [
    `**By macro-F1 it does no better than always saying what is commonest${which === '' ? '' : ` (${which})`}.** What it says there of a person is worth nothing yet.`,
    '',
  ];
}

const summary = ({ model, logistic }: Question) =>
  SHOWN.filter(([, name]) => model.figures.summary[name] !== null).map(([words, name]) => [
    words,
    withInterval(model.figures.summary[name], model.intervals.summary[name]),
    logistic === null
      ? '–'
      : withInterval(logistic.figures.summary[name], logistic.intervals.summary[name]),
    figure(model.majority.summary[name]),
  ]);

function oneQuestion(question: Question): readonly string[] {
  const { figures, intervals } = question.model;
  const { labels } = question.scale;
  return [
    ...table(['', 'this model', 'logistic regression', 'majority'], summary(question)),
    '',
    ...table(
      ['label', 'windows', 'precision', 'recall', 'F1', 'ROC-AUC'],
      figures.perLabel.map((own, index) => [
        own.label,
        own.support,
        figure(own.precision),
        figure(own.recall),
        figure(own.f1),
        withInterval(own.rocAuc, at(intervals.perLabel, index).rocAuc),
      ]),
    ),
    '',
    'Rows are the true label, columns what the model said:',
    '',
    ...table(
      ['', ...labels],
      figures.confusion.map((counts, index) => [at(labels, index), ...counts]),
    ),
  ];
}

/** Each label for itself, absent or present: its second label is the one that is asked for. */
const perLabelQuestions = (questions: readonly Question[]): readonly string[] =>
  table(
    [
      'label',
      'windows with it',
      'ROC-AUC',
      'of logistic regression',
      'macro-F1',
      'of the majority',
      'average precision',
    ],
    questions.map(({ subject, model, logistic }) => {
      const own = at(model.figures.perLabel, 1);
      const spread = at(model.intervals.perLabel, 1);
      return [
        subject ?? '',
        own.support,
        withInterval(own.rocAuc, spread.rocAuc),
        logistic === null
          ? '–'
          : withInterval(
              at(logistic.figures.perLabel, 1).rocAuc,
              at(logistic.intervals.perLabel, 1).rocAuc,
            ),
        withInterval(model.figures.summary.macroF1, model.intervals.summary.macroF1),
        figure(model.majority.summary.macroF1),
        withInterval(own.averagePrecision, spread.averagePrecision),
      ];
    }),
  );

function perPerson({ perPerson: own }: TrainedOrigin): readonly string[] {
  const known = own.filter(({ macroF1 }) => macroF1 !== null);
  if (known.length < 2) return [];
  return [
    '',
    'For each of the persons it was judged by, the only groups that the data tell of:',
    '',
    ...table(
      ['person', 'windows', 'macro-F1'],
      own.map(({ person, windows, macroF1 }) => [person, windows, figure(macroF1)]),
    ),
  ];
}

const whose = ({ evaluation, split }: TrainedOrigin): string =>
  split.judging === 'cross_validation'
    ? `**The figures are of other weights of the same recipe**: each of ${evaluation.persons} persons (${evaluation.windows} windows) was judged by weights that never saw that person. The weights here learnt from everybody, so nobody is left to judge them; in brackets what 95 of 100 draws of such persons give:`
    : `On ${evaluation.windows} windows of ${evaluation.persons} persons whom training never saw; in brackets what 95 of 100 draws of such persons give:`;

/** How well a model does, in Markdown; in brackets the interval over persons. */
export function cardFigures(origin: TrainedOrigin): readonly string[] {
  const { evaluation } = origin;
  const [first] = evaluation.questions;
  if (first === undefined) return ['It was not judged.'];
  const asked = first.subject !== null;
  return [
    whose(origin),
    '',
    ...verdict(evaluation),
    ...(asked ? perLabelQuestions(evaluation.questions) : oneQuestion(first)),
    ...perPerson(origin),
    '',
    'A ROC-AUC of 0.5 is chance. The majority always says the shares of the labels in training. With few persons such intervals are too narrow.',
  ];
}
