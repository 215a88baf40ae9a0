import type { Strategy } from '#core/lab/queue/choose-batch.ts';
import type { AskedStretch, NoCurve, QueueBatch } from '#core/lab/queue/queue-batch.ts';
import type { QuickScore } from '#core/lab/queue/quick-model.ts';
import { recordingOf } from '#core/lab/recording-key.ts';
import { clock, percent } from './format.ts';

export const STRATEGY_WORDS: Record<Strategy, string> = {
  both: 'Unsure and unlike by turns',
  unsure: 'What the model is unsure of',
  unlike: 'What is unlike the labelled',
  random: 'Random choice',
};

export const SCORE_WORDS: Record<QuickScore, string> = {
  macro_f1: 'macro-F1',
  roc_auc: 'mean ROC-AUC',
};

/** A word of a vocabulary as it is read. */
export const wordShown = (word: string): string => word.replaceAll('_', ' ');

/** Where a stretch is; a session's own times are those of a clock. */
export function placeWords({ recording, span }: Pick<AskedStretch, 'recording' | 'span'>): string {
  const of = recordingOf(recording);
  if (of === null || of.kind === 'session') return 'A session of this browser';
  return `${of.name}, ${clock(span.from / 1000)} to ${clock(span.to / 1000)}`;
}

export const secondsWords = ({ span }: Pick<AskedStretch, 'span'>): string =>
  `${((span.to - span.from) / 1000).toFixed(1)} s`;

const likeliest = (chances: NonNullable<AskedStretch['chances']>): string =>
  chances
    .slice(0, 2)
    .map(({ label, probability }) => `${percent(probability)} ${wordShown(label)}`)
    .join(', ');

/** Why a stretch is asked about. */
export function whyWords({ by, chances }: Pick<AskedStretch, 'by' | 'chances'>): string {
  switch (by) {
    case 'unsure':
      return chances === null
        ? 'The model is unsure.'
        : `The model is unsure: ${likeliest(chances)}.`;
    case 'unlike':
      return 'It is unlike what is labelled so far.';
    case 'typical':
      return 'It is an ordinary one to begin with; nothing is labelled yet.';
    case 'random':
      return 'It was drawn at random.';
  }
}

/** What the model says where it is not the reason. */
export const saysWords = ({ by, chances }: Pick<AskedStretch, 'by' | 'chances'>): string | null =>
  by === 'unsure' || chances === null ? null : `The model says: ${likeliest(chances)}.`;

const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`;

/** What there is, and what cannot be asked for, a sentence each. */
export function batchWords({ open, labelled, heldOut, leftOut }: QueueBatch): readonly string[] {
  return [
    `${counted(open, 'stretch', 'stretches')} without a label, ${labelled} with one.`,
    ...(heldOut.length === 0
      ? []
      : [
          `${counted(heldOut.length, 'person')} with labels ${heldOut.length === 1 ? 'is' : 'are'} kept to judge by and not asked for.`,
        ]),
    ...(leftOut.stills === 0
      ? []
      : [`${counted(leftOut.stills, 'still')} cannot be labelled here: they have no time.`]),
    ...(leftOut.labelledByFile === 0
      ? []
      : [
          `${counted(leftOut.labelledByFile, 'window')} of recordings that a file labels in part ${leftOut.labelledByFile === 1 ? 'is' : 'are'} left alone, since a label given here would replace the file’s.`,
        ]),
  ];
}

export const NO_CURVE_WORDS: Record<NoCurve, string> = {
  nobody_to_judge:
    'There is nobody to judge by yet. Label a recording of another person on the Labels page, from its beginning to its end: what is labelled there is kept aside to judge by.',
  cannot_judge:
    'Those who are kept to judge by have labels of one kind alone, so nothing can be told apart on them. Label more of their recordings on the Labels page.',
  nothing_labelled: 'Nothing is labelled yet, so there is nothing to learn from.',
};

const FEATURE_WORDS: Readonly<Record<string, string>> = {
  pose_Ry: 'Head, sideways',
  pose_Rx: 'Head, up and down',
  gaze_angle_x: 'Gaze, sideways',
  gaze_angle_y: 'Gaze, up and down',
  AU45: 'Eyes closing',
  AU04: 'Brows lowered',
  AU12: 'Smile',
  presence: 'Somebody there',
};

export const featureWords = (feature: string): string => FEATURE_WORDS[feature] ?? feature;
