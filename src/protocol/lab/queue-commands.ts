import type { LabDataSpec } from '#core/lab/lab-run.ts';
import type { Strategy } from '#core/lab/queue/choose-batch.ts';
import type { QueueAnswer } from '#core/lab/queue/queue-answer.ts';
import type { CurveResult, QueueBatch, QueueModel } from '#core/lab/queue/queue-batch.ts';
import type { Simulation } from '#core/lab/queue/simulate-queue.ts';
import type { Recipe } from '#core/recipes/recipe.ts';

interface QueueData {
  readonly data: LabDataSpec;
  readonly model: QueueModel;
  /** In the order in which they were given. */
  readonly answers: readonly QueueAnswer[];
  /** Decides who is held out. */
  readonly seed: number;
}

export type QueueCommands = Readonly<{
  queueBatch: {
    readonly args: QueueData & {
      readonly strategy: Strategy;
      readonly size: number;
      /** Breaks ties, and chooses at random. */
      readonly draw: number;
    };
    readonly result: QueueBatch;
  };
  labelCurve: {
    readonly args: QueueData & {
      /** Answers from one point of the curve to the next. */
      readonly every: number;
    };
    readonly result: CurveResult;
  };
  /** On what is labelled: what each strategy would have given. */
  simulateQueue: {
    readonly args: {
      readonly data: LabDataSpec;
      readonly recipe: Recipe;
      readonly strategies: readonly Strategy[];
      readonly start: number;
      readonly batch: number;
      readonly batches: number;
      readonly repeats: number;
      readonly seed: number;
    };
    readonly result: Simulation;
  };
}>;
