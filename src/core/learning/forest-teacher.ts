import type { TrainingWindow } from '../dataset/sided-window.ts';
import type { OutputKind } from '../models/output-kind.ts';
import type { RowOf } from './attention-row.ts';
import type { ForestSpec, ForestTrainer } from './forest.ts';

export interface TeacherOptions {
  readonly rowOf: RowOf;
  readonly output: OutputKind;
  readonly model?: ForestSpec;
  /** As a forest's; put in where it predicts. */
  readonly classWeights?: readonly number[];
  readonly seed: number;
  readonly abort?: AbortSignal | undefined;
}

/** What a forest makes of windows to learn from, for a network to learn. */
export interface Teacher {
  /** One row of targets each, between 0 and 1; of `exclusive` ones they sum to 1. */
  targetsOf(windows: readonly TrainingWindow[]): Promise<readonly (readonly number[])[]>;
  /** Frees the forest's memory. */
  close(): void;
}

/** What `ydf-training` 0.0.1 grows. */
const FOREST: ForestSpec = { kind: 'random_forest', trees: 300, maxDepth: 16, minExamples: 5 };

/**
 * A forest grown on stills with their targets of 0 and 1, whose shares of votes are softer than
 * these (distillation: Hinton et al. 2015). It knows the windows that it was grown on: ask it about
 * jittered copies of them. The same windows, options and seed give the same targets. Windows that
 * judge are refused by the type.
 * @throws ExamplesRefused, ForestRefused, or the reason of `abort`.
 */
export async function forestTeacher(
  train: readonly TrainingWindow[],
  forests: ForestTrainer,
  { rowOf, output, model = FOREST, classWeights, seed, abort }: TeacherOptions,
): Promise<Teacher> {
  const forest = await forests.train({
    rows: train.map(rowOf),
    targets: train.map(({ targets }) => targets),
    output,
    model,
    classWeights,
    seed,
    abort,
  });
  return {
    targetsOf: (windows) => forest.predict(windows.map(rowOf)),
    close: () => {
      forest.close();
    },
  };
}
