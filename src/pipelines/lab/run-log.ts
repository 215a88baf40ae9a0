import type { LabRun, RunMaterial } from '#core/lab/lab-run.ts';
import { running, withEpoch, withTrouble } from '#core/lab/run-progress.ts';
import { RunRefused } from '#core/lab/run-refusal.ts';
import type { Epoch, TrainingStage } from '#core/models/training.ts';
import type { TrainRunOptions } from './train-run-contract.ts';

/** What a training tells, on its way into the kept run and to whoever listens. */
export interface RunLog {
  readonly stage: (stage: 'reading' | TrainingStage) => void;
  readonly epoch: (epoch: Epoch) => void;
  readonly trouble: (why: string) => void;
  readonly read: (material: RunMaterial) => void;
  /** Fires where the run was deleted meanwhile: nothing is trained for nobody. */
  readonly gone: AbortSignal;
  /** Writes the end, after all before it. Rejects where it cannot be written. */
  end(change: (run: LabRun) => LabRun): Promise<void>;
}

const NOT_WRITTEN =
  'An epoch could not be written into the run. Training goes on; free some space in this browser, or its end may be lost.';

/** One after another, in the order in which it was told; what cannot be written stops nothing. */
export function runLog(
  options: Pick<TrainRunOptions, 'runId' | 'ports' | 'onStage' | 'onEpoch' | 'onTrouble'>,
): RunLog {
  const { runId, ports } = options;
  const gone = new AbortController();
  let told = false;
  let last: Promise<void> = Promise.resolve();

  const write = async (change: (run: LabRun) => LabRun): Promise<void> => {
    const changed = await ports.runs.update(runId, (run) => ({
      ...change(run),
      updatedAt: ports.now(),
    }));
    if (changed === null) gone.abort(new RunRefused('This run was deleted while it was trained.'));
  };
  const put = (change: (run: LabRun) => LabRun): void => {
    last = last
      .then(() => write(change))
      .catch(() => {
        if (told) return;
        told = true;
        options.onTrouble?.(NOT_WRITTEN);
      });
  };

  return {
    stage(stage) {
      put((run) => ({ ...run, state: running(stage) }));
      options.onStage?.(stage);
    },
    epoch(epoch) {
      put((run) => ({ ...run, history: withEpoch(run.history, epoch) }));
      options.onEpoch?.(epoch);
    },
    trouble(why) {
      put((run) => ({ ...run, troubles: withTrouble(run.troubles, why) }));
      options.onTrouble?.(why);
    },
    read(material) {
      put((run) => ({ ...run, material }));
    },
    gone: gone.signal,
    async end(change) {
      await last;
      await write(change);
    },
  };
}
