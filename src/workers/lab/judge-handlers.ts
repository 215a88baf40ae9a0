import { judgeRun } from '#pipelines/lab/judge-run.ts';
import { runFile, trainedRun } from '#pipelines/lab/run-file.ts';
import {
  ablateRun,
  explainRun,
  type StudyPorts,
  type StudyProgress,
  weighRun,
} from '#pipelines/lab/study-run.ts';
import type { JudgeCommands } from '#protocol/lab/judge-commands.ts';
import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { Desk } from './desk.ts';

export const judgeHandlers = (desk: Desk): CommandHandlers<JudgeCommands> => {
  const ports: StudyPorts = {
    stores: desk.stores,
    dataset: (data, recipe) => desk.dataset(data, recipe),
    predictor: (bundleId) => desk.predictor(bundleId),
    trainers: (kind) => desk.trainers(kind),
  };
  const progress: StudyProgress = {
    onProgress: (done, all, what) => {
      desk.notify({ kind: 'progress', done, all, what });
    },
    onEpoch: (epoch) => {
      desk.notify({ kind: 'epoch', epoch });
    },
  };
  return {
    readRun: ({ runId }) => runFile(runId, desk.stores),
    judge: async ({ runId }) =>
      judgeRun(await trainedRun(runId, desk.stores), ports, {
        now: new Date(),
        onJudged: ({ done, all }) => {
          progress.onProgress(done, all, 'draws of persons');
        },
      }),
    explain: (args) => explainRun(args, ports, progress),
    ablate: (args) => ablateRun(args, ports, progress),
    weigh: ({ runId }) => weighRun(runId, ports, progress),
  };
};
