import type { Epoch, TrainingStage } from '../models/training.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import type { GateReport } from '../models/deployment-gate.ts';
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
  | {
      readonly kind: 'trained';
      readonly bundleId: string;
      readonly evaluation: Evaluation;
      /** Beside the model that it was trained further from, where it was. */
      readonly gate?: RunGate | undefined;
    };

/** What the deployment gate said, in sentences too; the first says what to do. */
export interface RunGate {
  readonly verdict: GateReport['verdict'];
  readonly sentences: readonly string[];
}

/** What is trained further instead of beginning anew; the recipe is the parent's own then. */
export interface RunParent {
  readonly bundleId: string;
  readonly learningRate: number;
  readonly epochs: number;
}

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
  /** Not there where it begins anew. */
  readonly parent?: RunParent | undefined;
  /** In sentences, what did not stop it, such as a checkpoint that could not be kept. */
  readonly troubles: readonly string[];
}
