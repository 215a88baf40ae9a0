import type { Epoch, TrainingStage } from '../models/training.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import type { Recipe } from '../recipes/recipe.ts';
import type { LabelWords } from '../dataset/label-facts.ts';

/** What is learnt from: sources by their ids, read under a recipe. */
export interface LabDataSpec {
  readonly sources: readonly string[];
  readonly labelWords: LabelWords;
  /** Frames a second of sequences without times; null: as the reader has it. */
  readonly fps: number | null;
}

export type RunState =
  | { readonly kind: 'running'; readonly stage: 'reading' | TrainingStage }
  /** The page was closed or reloaded amid it; it goes on after its last epoch. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'failed'; readonly why: string }
  /** Its bundle is among the bundles by this id. */
  | { readonly kind: 'trained'; readonly bundleId: string; readonly evaluation: Evaluation };

/** What was read of a run's data, as it was when it was last begun. */
export interface RunMaterial {
  /** Names of the sources. */
  readonly sources: readonly string[];
  readonly windows: number;
  readonly persons: number;
}

/** One training in the lab, kept. */
export interface LabRun {
  /** A UUID. */
  readonly id: string;
  readonly formatVersion: 1;
  readonly name: string;
  readonly recipe: Recipe;
  readonly data: LabDataSpec;
  readonly seed: number;
  /** Unix time, milliseconds. */
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly state: RunState;
  readonly history: readonly Epoch[];
  /** null until the data were read. */
  readonly material: RunMaterial | null;
  /** In sentences, what did not stop it, such as a checkpoint that could not be kept. */
  readonly troubles: readonly string[];
}
