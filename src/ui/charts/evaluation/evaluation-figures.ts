import type { LabelFigure } from '#core/evaluation/figures.ts';
import { meanOfKnown } from '#core/evaluation/mean-of-known.ts';
import type { CurvesOf } from '#core/evaluation/report/curve-tables.ts';
import type { EvaluationReport } from '#core/evaluation/report/evaluation-report.ts';
import { at } from '#core/numeric/at.ts';
import { confusionPlot } from './confusion-plot.ts';
import { type CurveOfLabel, curvePlot } from './curve-plot.ts';
import { intervalPlot } from './interval-plot.ts';
import { personsPlot } from './persons-plot.ts';
import type { PlotPlace } from './plot-options.ts';
import { reliabilityPlot } from './reliability-plot.ts';

/** One picture of an evaluation, to be shown, printed or kept. */
export interface EvaluationFigure {
  /** A file's name without its ending. */
  readonly name: string;
  readonly title: string;
  /** How it is to be read. */
  readonly caption: string;
  readonly draw: (place: PlotPlace) => Element;
}

/** What of an evaluation can be drawn: curves only where windows were at hand. */
export interface DrawnEvaluation {
  readonly report: EvaluationReport;
  readonly curves: CurvesOf;
}

export const fileWords = (words: string): string => words.replaceAll(/[^A-Za-z0-9_-]+/g, '-');

const curvesWith = ({ report, curves }: DrawnEvaluation, figure: LabelFigure): CurveOfLabel[] =>
  (curves.model ?? []).map((own, index) => {
    const question = report.evaluation.questions.find(({ subject }) => subject === own.subject);
    const figures = question?.model.figures.perLabel.find(({ label }) => label === own.label);
    return {
      curves: own,
      baseline: curves.logistic === undefined ? null : at(curves.logistic, index),
      area: figures?.[figure] ?? null,
    };
  });

function curveFigures(judged: DrawnEvaluation): EvaluationFigure[] {
  if (judged.curves.model === undefined) return [];
  const roc = curvesWith(judged, 'rocAuc');
  const precisionRecall = curvesWith(judged, 'averagePrecision');
  return [
    {
      name: 'roc',
      title: 'ROC curves',
      caption: 'ROC curves; thin lines are the logistic baseline where there is one.',
      draw: (place) => curvePlot('roc', roc, place),
    },
    {
      name: 'precision_recall',
      title: 'Precision and recall',
      caption: 'Precision and recall; level lines are the share of each label.',
      draw: (place) => curvePlot('precisionRecall', precisionRecall, place),
    },
  ];
}

/** The figures of an evaluation in the order in which they are read. */
export function evaluationFigures(judged: DrawnEvaluation): readonly EvaluationFigure[] {
  const { report } = judged;
  const { calibration } = report;
  const { questions } = report.evaluation;
  const overall = meanOfKnown(questions.map(({ model }) => model.figures.summary.macroF1));
  return [
    {
      name: 'intervals',
      title: 'Scores beside the baselines',
      caption: 'Figures with 95 % intervals over persons.',
      draw: (place) => intervalPlot(questions, place),
    },
    ...questions.map((question): EvaluationFigure => ({
      name: question.subject === null ? 'confusion' : `confusion-${fileWords(question.subject)}`,
      title:
        question.subject === null ? 'Confusion matrix' : `Confusion matrix of ${question.subject}`,
      caption: 'Rows are the true label, columns the called one; shares are of the row.',
      draw: (place) => confusionPlot(question, place),
    })),
    ...curveFigures(judged),
    ...(calibration.length === 0
      ? []
      : [
          {
            name: 'reliability',
            title: 'Reliability',
            caption:
              'What was stated against how often it came true: dashed as the model gives it, unbroken as calibrated.',
            draw: (place: PlotPlace) => reliabilityPlot(calibration, place),
          },
        ]),
    {
      name: 'persons',
      title: 'Person by person',
      caption: 'Macro-F1 person by person; at the right, of how many windows.',
      draw: (place) => personsPlot(report.perPerson, overall, place),
    },
  ];
}
