import type { Recipe } from '../../recipes/recipe.ts';
import type { ChosenBy } from './choose-batch.ts';
import type { LabelCurve } from './label-curve.ts';
import type { QuickScore } from './quick-model.ts';
import type { StretchCurves } from './stretch-curves.ts';
import type { TimeSpan } from './stretches.ts';

/** What is asked about, and what is unsure of it. */
export type QueueModel =
  /** A quick model of the labels that are there, as soon as there are two kinds of them. */
  | { readonly kind: 'quick'; readonly recipe: Recipe }
  /** A bundle by its id, under the recipe that it was trained by. */
  | { readonly kind: 'bundle'; readonly id: string }
  /** Nothing is unsure: only what is unlike the rest can be asked for. */
  | { readonly kind: 'none'; readonly recipe: Recipe };

/** How likely a label is. */
export interface LabelChance {
  readonly label: string;
  readonly probability: number;
}

/** One stretch that somebody is asked about. */
export interface AskedStretch {
  readonly recording: string;
  readonly person: string;
  readonly span: TimeSpan;
  readonly by: ChosenBy;
  /** 0..1; null where no model was asked. */
  readonly uncertainty: number | null;
  /** The likeliest first; null where no model was asked. */
  readonly chances: readonly LabelChance[] | null;
  readonly curves: StretchCurves;
}

/** Why no model was asked, though one was wished for. */
export type WithoutModel = 'too_few_labels';

export interface QueueBatch {
  readonly asked: readonly AskedStretch[];
  /** To answer with, in the order of the number keys. */
  readonly words: readonly string[];
  readonly recipe: string;
  readonly withoutModel: WithoutModel | null;
  /** Stretches that can be asked for. */
  readonly open: number;
  /** Stretches with a label, without those that judge. */
  readonly labelled: number;
  /** Who judges and is not asked for. */
  readonly heldOut: readonly string[];
  /** Windows without a label that cannot be asked for. */
  readonly leftOut: {
    /** Stills have no time to label. */
    readonly stills: number;
    /** A label given here would take the place of the labels that a file gives of the recording. */
    readonly labelledByFile: number;
    readonly heldOut: number;
  };
}

/** Why there is no curve. */
export type NoCurve =
  /** Nobody's labels come from elsewhere, or only one person is known. */
  | 'nobody_to_judge'
  /** Those who judge have no labels of two kinds. */
  | 'cannot_judge'
  | 'nothing_labelled';

export type CurveResult =
  | {
      readonly kind: 'curve';
      readonly curve: LabelCurve;
      readonly score: QuickScore;
      /** Stretches with a label from elsewhere. */
      readonly before: number;
      readonly heldOut: readonly string[];
      readonly heldOutStretches: number;
    }
  | { readonly kind: 'none'; readonly why: NoCurve };
