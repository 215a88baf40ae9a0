import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabelFigure } from '#core/evaluation/figures.ts';
import { meanOfKnown } from '#core/evaluation/mean-of-known.ts';
import {
  precisionRecallTable,
  reliabilityTable,
  rocTable,
} from '#core/evaluation/report/curve-tables.ts';
import { formatReport } from '#core/evaluation/report/evaluation-report.ts';
import type { Judged } from '#core/evaluation/report/report-of.ts';
import { summaryLines } from '#core/evaluation/report/summary-lines.ts';
import { at } from '#core/numeric/at.ts';
import { confusionPlot } from '#ui/charts/evaluation/confusion-plot.ts';
import { type CurveOfLabel, curvePlot } from '#ui/charts/evaluation/curve-plot.ts';
import { intervalPlot } from '#ui/charts/evaluation/interval-plot.ts';
import { personsPlot } from '#ui/charts/evaluation/persons-plot.ts';
import { reliabilityPlot } from '#ui/charts/evaluation/reliability-plot.ts';
import { UserError } from '../extract/user-error.ts';
import { svgFile } from './svg-file.ts';

const fileName = (words: string): string => words.replaceAll(/[^A-Za-z0-9_-]+/g, '-');

const curvesWith = ({ report, curves }: Judged, figure: LabelFigure): CurveOfLabel[] =>
  (curves.model ?? []).map((own, index) => {
    const question = report.evaluation.questions.find(({ subject }) => subject === own.subject);
    const figures = question?.model.figures.perLabel.find(({ label }) => label === own.label);
    return {
      curves: own,
      baseline: curves.logistic === undefined ? null : at(curves.logistic, index),
      area: figures?.[figure] ?? null,
    };
  });

function pictures(judged: Judged): Map<string, string> {
  const { report, calibration } = judged;
  const { questions } = report.evaluation;
  const overall = meanOfKnown(questions.map(({ model }) => model.figures.summary.macroF1));
  return new Map([
    ['intervals.svg', svgFile((place) => intervalPlot(questions, place))],
    ...questions.map((question): [string, string] => [
      question.subject === null ? 'confusion.svg' : `confusion-${fileName(question.subject)}.svg`,
      svgFile((place) => confusionPlot(question, place)),
    ]),
    ['roc.svg', svgFile((place) => curvePlot('roc', curvesWith(judged, 'rocAuc'), place))],
    [
      'precision_recall.svg',
      svgFile((place) =>
        curvePlot('precisionRecall', curvesWith(judged, 'averagePrecision'), place),
      ),
    ],
    ['reliability.svg', svgFile((place) => reliabilityPlot(calibration, place))],
    ['persons.svg', svgFile((place) => personsPlot(report.perPerson, overall, place))],
  ]);
}

const CAPTIONS: Readonly<Record<string, string>> = {
  'intervals.svg': 'Figures with 95 % intervals over persons.',
  'roc.svg': 'ROC curves; thin lines are the logistic baseline where there is one.',
  'precision_recall.svg': 'Precision and recall; level lines are the share of each label.',
  'reliability.svg':
    'What was stated against how often it came true: dashed as the model gives it, unbroken as calibrated.',
  'persons.svg': 'Macro-F1 person by person; at the right, of how many windows.',
};

const caption = (name: string): string =>
  CAPTIONS[name] ?? 'Rows are the true label, columns the called one; shares are of the row.';

/** The files of a report: figures, curves as tables, charts, and a page that shows them. */
export function reportFiles(judged: Judged): ReadonlyMap<string, string> {
  const { report, curves, calibration } = judged;
  const charts = pictures(judged);
  const page = [
    `# Evaluation of ${report.model.id}`,
    '',
    '```',
    ...summaryLines(report),
    '```',
    ...[...charts.keys()].flatMap((name) => [
      '',
      `![${caption(name)}](${name})`,
      '',
      caption(name),
    ]),
    '',
    'Figures: `metrics.json`. Curves: `roc.csv`, `precision_recall.csv`, `reliability.csv`.',
    '',
  ];
  return new Map([
    ['metrics.json', formatReport(report)],
    ['roc.csv', rocTable(curves)],
    ['precision_recall.csv', precisionRecallTable(curves)],
    ['reliability.csv', reliabilityTable(calibration)],
    ...charts,
    ['report.md', page.join('\n')],
  ]);
}

/** Writes files into a folder, which is made; none is left half written. Throws UserError. */
export async function writeReport(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, content] of files) {
      const path = join(folder, name);
      await writeFile(`${path}.part`, content);
      await rename(`${path}.part`, path);
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${folder}: the report cannot be written there (${why}).`, { cause });
  }
}
