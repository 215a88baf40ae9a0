import type { Probability, TimestampMs } from '../units.ts';

/** Why the model said nothing. */
export const ABSTENTION_REASONS = [
  /** Fewer samples than a window needs so far. */
  'warming_up',
  /** A gap longer than the window's contract allows. */
  'gap',
  /** The face is not there to be read. */
  'absent',
  /** The student chose attention alone; the model was not loaded. */
  'not_chosen',
  'model_unavailable',
  'low_confidence',
  /** The sample came while the model was busy; the newer one was taken. */
  'skipped',
] as const;
export type AbstentionReason = (typeof ABSTENTION_REASONS)[number];

export type Prediction =
  | {
      readonly kind: 'predicted';
      readonly at: TimestampMs;
      /** One per label of the bundle, in its order; sums to 1 for a softmax. */
      readonly probabilities: readonly Probability[];
    }
  | { readonly kind: 'abstained'; readonly at: TimestampMs; readonly reason: AbstentionReason };

/** The four learning states, in DAiSEE's column order. */
export const LEARNING_STATES = ['boredom', 'engagement', 'confusion', 'frustration'] as const;
export type LearningState = (typeof LEARNING_STATES)[number];
