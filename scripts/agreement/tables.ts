import type { AgreementReport, FeatureAgreement } from './measure.ts';

const r = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
const error = (value: number, { inDegrees }: FeatureAgreement): string =>
  inDegrees ? `${value.toFixed(1)}°` : value.toFixed(2);

const table = (rows: readonly (readonly string[])[]): string => {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
};

/** One row per feature, over all recordings. */
export const featureTable = ({ features }: AgreementReport): string =>
  table([
    ['feature', 'r', 'MAE', 'MAE of a constant', 'direct r', 'direct MAE', 'moves in'],
    ...features.map((row) => [
      row.feature,
      r(row.r),
      error(row.mae, row),
      error(row.constantMae, row),
      row.direct === null ? '–' : r(row.direct.r),
      row.direct === null ? '–' : error(row.direct.mae, row),
      String(row.recordings.filter(({ moves }) => moves).length),
    ]),
  ]);

/** r and MAE of each recording; r in brackets where OpenFace's value hardly moves. */
export const recordingTable = ({ features, recordings }: AgreementReport): string =>
  table([
    ['feature', ...recordings],
    ...features.map((row) => [
      row.feature,
      ...row.recordings.map((one) => {
        const shown = one.moves ? r(one.r) : `(${r(one.r)})`;
        return `${shown} / ${error(one.mae, row)}`;
      }),
    ]),
  ]);
