import { number, text } from '../../csv/cell.ts';
import { type CsvLayout, csvHeader, csvLine } from '../../csv/csv-layout.ts';
import type { CalibrationCurves } from './calibration-curves.ts';
import type { CurvePoint, LabelCurves } from './label-curves.ts';

/** Whose curve it is. */
export type Predictor = 'model' | 'logistic';

interface CurveRow extends CurvePoint {
  readonly of: string;
  readonly question: string;
  readonly label: string;
}

const layout = (name: string, of: string): CsvLayout<CurveRow> => ({
  name,
  headerSeparator: ',',
  columns: [
    { name: of, cell: (row) => row.of },
    { name: 'question', cell: (row) => text(row.question) },
    { name: 'label', cell: (row) => text(row.label) },
    { name: 'threshold', cell: (row) => number(row.threshold, 6) },
    { name: 'x', cell: (row) => number(row.x, 6) },
    { name: 'y', cell: (row) => number(row.y, 6) },
    { name: 'count', cell: (row) => String(row.count) },
  ],
});

const written = (table: CsvLayout<CurveRow>, rows: readonly CurveRow[]): string =>
  csvHeader(table) + rows.map((row) => csvLine(table, row)).join('');

/** What a question is called that asks for no label in particular. */
const ALL = 'all';
/** The label of a curve that is of whichever label was called. */
const CALLED = '(called)';

export type CurvesOf = Readonly<Partial<Record<Predictor, readonly LabelCurves[]>>>;

const rowsOf = (curves: CurvesOf, kind: 'roc' | 'precisionRecall'): CurveRow[] =>
  (['model', 'logistic'] as const).flatMap((predictor) =>
    (curves[predictor] ?? []).flatMap((own) =>
      (own[kind] ?? []).map((point) => ({
        ...point,
        of: predictor,
        question: own.subject ?? ALL,
        label: own.label,
      })),
    ),
  );

/** `x` is the false positive rate, `y` the true positive rate. */
export const rocTable = (curves: CurvesOf): string =>
  written(layout('roc', 'predictor'), rowsOf(curves, 'roc'));

/** `x` is the recall, `y` the precision. */
export const precisionRecallTable = (curves: CurvesOf): string =>
  written(layout('precision_recall', 'predictor'), rowsOf(curves, 'precisionRecall'));

/** `threshold` is a bin's upper edge, `x` what was stated there, `y` how often it came true. */
export const reliabilityTable = (curves: readonly CalibrationCurves[]): string =>
  written(
    layout('reliability', 'probabilities'),
    curves.flatMap(({ subject, label, before, after }) =>
      [
        { of: 'raw', bins: before.bins },
        { of: 'calibrated', bins: after.bins },
      ].flatMap(({ of, bins }) =>
        bins.flatMap(({ to, stated, observed, count }): readonly CurveRow[] =>
          stated === null || observed === null
            ? []
            : [
                {
                  of,
                  question: subject ?? ALL,
                  label: label ?? CALLED,
                  threshold: to,
                  x: stated,
                  y: observed,
                  count,
                },
              ],
        ),
      ),
    ),
  );
