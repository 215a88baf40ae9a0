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

/** How engaged somebody looks by gaze, head, eyes and presence, in rising order. */
export const ATTENTION_LEVELS = ['not_engaged', 'nominally_engaged', 'very_engaged'] as const;
export type AttentionLevel = (typeof ATTENTION_LEVELS)[number];

/** The models of a live session; each has a bundle, a worker and columns in the log of its own. */
export const LIVE_MODELS = ['attention_level', 'learning_states'] as const;
export type LiveModel = (typeof LIVE_MODELS)[number];

/** The four learning states, in DAiSEE's column order. */
export const LEARNING_STATES = ['boredom', 'engagement', 'confusion', 'frustration'] as const;
export type LearningState = (typeof LEARNING_STATES)[number];
