import type { Epoch, NetworkJob, TrainingCheckpoint } from '../models/training.ts';
import { at } from '../numeric/at.ts';
import { type AdamState, freshAdam } from './adam.ts';
import { checkpointFault } from './check-job.ts';
import { firstWeights } from './first-weights.ts';
import { sizeOf, trainedPlaces, weightPlaces } from './weight-places.ts';

/** All that changes while a network is trained. */
export interface TrainingState {
  readonly weights: Float32Array<ArrayBuffer>;
  readonly adam: AdamState;
  readonly history: Epoch[];
  best: {
    readonly epoch: number;
    readonly score: number;
    readonly weights: Float32Array<ArrayBuffer>;
  } | null;
}

function resumed(checkpoint: TrainingCheckpoint): TrainingState {
  const { history, weights, best, optimizer } = checkpoint;
  const moments = new Float32Array(optimizer.moments.slice());
  const half = moments.length / 2;
  return {
    weights: new Float32Array(weights.slice()),
    adam: {
      steps: optimizer.steps,
      first: moments.slice(0, half),
      second: moments.slice(half),
    },
    history: [...history],
    best: {
      epoch: best.epoch,
      score: at(history, best.epoch - 1).score,
      weights: new Float32Array(best.weights.slice()),
    },
  };
}

/**
 * Where the job goes on, or begins. A checkpoint that does not fit is refused: `onRefused` is told
 * why, and training starts anew.
 */
export function beginTraining(job: NetworkJob): TrainingState {
  if (job.resumeFrom !== undefined) {
    const fault = checkpointFault(job, job.resumeFrom);
    if (fault === null) return resumed(job.resumeFrom);
    job.onCheckpointRefused?.(`The checkpoint is not used, ${fault}: training starts anew.`);
  }
  const trained = trainedPlaces(weightPlaces(job.shape), job.frozen);
  return {
    weights:
      job.initial === undefined
        ? firstWeights(job.shape, job.seed)
        : new Float32Array(job.initial.slice()),
    adam: freshAdam(sizeOf(trained)),
    history: [],
    best: null,
  };
}

/** A copy of everything; after an epoch. */
export function checkpointOf(fingerprint: string, state: TrainingState): TrainingCheckpoint {
  const { weights, adam, history, best } = state;
  if (best === null) throw new RangeError('there is no checkpoint before the first epoch');
  const moments = new Float32Array(adam.first.length * 2);
  moments.set(adam.first);
  moments.set(adam.second, adam.first.length);
  return {
    fingerprint,
    history: [...history],
    weights: weights.slice().buffer,
    best: { epoch: best.epoch, weights: best.weights.slice().buffer },
    optimizer: { steps: adam.steps, moments: moments.buffer },
  };
}
