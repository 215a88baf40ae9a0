import type { Epoch, TrainingStage } from '#core/models/training.ts';
import type { DataCommands } from './data-commands.ts';
import type { ExploreCommands } from './explore-commands.ts';
import type { JudgeCommands } from './judge-commands.ts';
import type { LabelCommands } from './label-commands.ts';
import type { LearnCommands } from './learn-commands.ts';
import type { QueueCommands } from './queue-commands.ts';
import type { TrainCommands } from './train-commands.ts';

/** What the lab's worker tells while a command runs. */
export type LabNotice =
  | {
      readonly kind: 'progress';
      readonly done: number;
      readonly all: number;
      /** What is being done, such as the name of the file that is read. */
      readonly what: string;
    }
  | { readonly kind: 'stage'; readonly stage: 'reading' | TrainingStage }
  | { readonly kind: 'epoch'; readonly epoch: Epoch }
  | { readonly kind: 'batch'; readonly done: number; readonly all: number }
  /** In a sentence, what did not stop the work. */
  | { readonly kind: 'trouble'; readonly why: string };

/**
 * The lab's worker reads the browser's database itself, so commands name data by ids, and only what
 * is shown comes back. One command at a time: long work has a worker of its own, and is given up by
 * ending that.
 */
export interface LabProtocol {
  readonly commands: {
    /** Once, first. `wasmUrl`: folder of the wasm files, absolute, ending in a slash. */
    readonly open: { readonly args: { readonly wasmUrl: string }; readonly result: null };
  } & DataCommands &
    ExploreCommands &
    LabelCommands &
    QueueCommands &
    TrainCommands &
    JudgeCommands &
    LearnCommands;
  /** Ends a training after the running epoch; what is best so far is kept. */
  readonly toWorker: { readonly kind: 'finish' };
  readonly fromWorker: LabNotice;
}
