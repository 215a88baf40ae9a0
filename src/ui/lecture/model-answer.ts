import { supportedLabels } from '#core/models/abstention.ts';
import type { AbstentionReason } from '#core/models/prediction.ts';
import type { ShownModel } from '#stores/live-store.ts';

/** What of a model's newest answer may be shown. */
export type ModelAnswer =
  | { readonly kind: 'loading' }
  | { readonly kind: 'nothing'; readonly reason: AbstentionReason }
  | {
      readonly kind: 'labels';
      readonly labels: readonly {
        readonly label: string;
        /** Calibrated, 0..1; null where the validation set does not support showing it now. */
        readonly probability: number | null;
      }[];
    };

/** A label is shown only from the probability on that the bundle's validation set supports. */
export function modelAnswer({ status, prediction }: ShownModel): ModelAnswer {
  if (status.kind === 'loading') return { kind: 'loading' };
  if (status.kind === 'unavailable') return { kind: 'nothing', reason: 'model_unavailable' };
  if (prediction === null) return { kind: 'loading' };
  if (prediction.kind === 'abstained') return { kind: 'nothing', reason: prediction.reason };
  const { labels, output, abstention } = status.showing;
  const supported =
    abstention === null ? [] : supportedLabels(prediction.probabilities, output, abstention);
  if (supported.length === 0) return { kind: 'nothing', reason: 'low_confidence' };
  return {
    kind: 'labels',
    labels: labels.map((label, index) => ({
      label,
      probability: supported.includes(index) ? (prediction.probabilities[index] ?? null) : null,
    })),
  };
}
