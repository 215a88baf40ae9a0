import { type CurvesOf, precisionRecallTable, reliabilityTable, rocTable } from './curve-tables.ts';
import { type EvaluationReport, formatReport } from './evaluation-report.ts';

/** The files of a report that are numbers, by their names; curves only where there are any. */
export const reportTables = (
  report: EvaluationReport,
  curves: CurvesOf,
): ReadonlyMap<string, string> =>
  new Map([
    ['metrics.json', formatReport(report)],
    ...(curves.model === undefined
      ? []
      : ([
          ['roc.csv', rocTable(curves)],
          ['precision_recall.csv', precisionRecallTable(curves)],
          ['reliability.csv', reliabilityTable(report.calibration)],
        ] as const)),
  ]);
