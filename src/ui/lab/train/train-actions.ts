import type { RunParent } from '#core/lab/lab-run.ts';
import type { Draft } from '#core/recipes/form/recipe-draft.ts';
import type { Recipe } from '#core/recipes/recipe.ts';

/** Outcomes appear in the store; none of these rejects. */
export interface TrainActions {
  /** Reads the runs, and follows those that another tab trains until `leaveRuns`. */
  readonly watchRuns: () => void;
  readonly leaveRuns: () => void;
  /** Counts what the recipe finds in the sources in use. */
  readonly countMaterial: (recipe: Recipe) => Promise<void>;
  readonly startFrom: (recipe: Recipe) => void;
  readonly editRecipe: (change: (draft: Draft, base: Draft) => Draft) => void;
  readonly nameNextRun: (name: string) => void;
  readonly seedNextRun: (seed: number | null) => void;
  /** Looks up which kept models can be trained further. */
  readonly loadParents: () => Promise<void>;
  /** Sets the form to train a kept model further, or, for null, to begin anew. */
  readonly trainFurther: (bundleId: string | null) => void;
  readonly editFurther: (change: Partial<Omit<RunParent, 'bundleId'>>) => void;
  /** Sets the form as the run was set. */
  readonly startLike: (runId: string) => void;
  readonly importRecipe: (file: File) => Promise<void>;
  readonly exportRecipe: () => Promise<void>;
  readonly startRun: () => Promise<void>;
  readonly goOnWithRun: (runId: string) => Promise<void>;
  /** Ends after the running epoch and keeps the best. */
  readonly finishRun: () => void;
  /** Ends at once; it can be gone on with. */
  readonly interruptRun: () => Promise<void>;
  readonly renameRun: (runId: string, name: string) => Promise<void>;
  readonly deleteRun: (runId: string) => void;
  readonly keepRun: () => void;
  readonly dismissTrainProblem: () => void;
}
