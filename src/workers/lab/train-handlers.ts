import { createRunLocks } from '#adapters/idb/run-locks.ts';
import { trainRun } from '#pipelines/lab/train-run.ts';
import type { TrainCommands } from '#protocol/lab/train-commands.ts';
import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { Desk } from './desk.ts';

export const trainHandlers = (desk: Desk): CommandHandlers<TrainCommands> => ({
  train: ({ runId }) =>
    createRunLocks().whileHeld(runId, () =>
      trainRun({
        runId,
        ports: {
          runs: desk.stores.runs,
          bundles: desk.stores.bundles,
          dataset: (data, recipe) => desk.dataset(data, recipe),
          bundle: (id) => desk.bundle(id),
          trainers: (kind) => desk.trainers(kind),
          now: Date.now,
        },
        finish: desk.finish,
        onStage: (stage) => {
          desk.notify({ kind: 'stage', stage });
        },
        onEpoch: (epoch) => {
          desk.notify({ kind: 'epoch', epoch });
        },
        onBatch: (done, all) => {
          desk.notify({ kind: 'batch', done, all });
        },
        onTrouble: (why) => {
          desk.notify({ kind: 'trouble', why });
        },
      }),
    ),
});
