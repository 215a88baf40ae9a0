import type { AbstentionReason } from '../models/prediction.ts';
import type { Probability } from '../units.ts';
import { number, text } from './cell.ts';
import type { CsvLayout } from './csv-layout.ts';

/** One line of a predictions file. */
export interface PredictionRow {
  /** The last row of the window in the features file, from 0. */
  readonly row: number;
  /** The window's end; null for a still. */
  readonly timestampS: number | null;
  readonly outcome:
    | { readonly kind: 'predicted'; readonly probabilities: readonly Probability[] }
    | { readonly kind: 'abstained'; readonly reason: AbstentionReason };
}

/** `row,timestamp_s,` then a probability per label, then why there are none. */
export const predictionsLayout = (labels: readonly string[]): CsvLayout<PredictionRow> => ({
  name: 'predictions',
  headerSeparator: ',',
  columns: [
    { name: 'row', cell: ({ row }) => String(row) },
    { name: 'timestamp_s', cell: ({ timestampS }) => number(timestampS, 6) },
    ...labels.map((label, index) => ({
      name: text(label) ?? '',
      cell: ({ outcome }: PredictionRow) =>
        outcome.kind === 'predicted' ? number(outcome.probabilities[index] ?? null, 6) : null,
    })),
    {
      name: 'reason',
      cell: ({ outcome }) => (outcome.kind === 'abstained' ? outcome.reason : null),
    },
  ],
});
