import type { LabDeps } from './lab-deps.ts';
import type { TrainActions } from '#ui/lab/train/train-actions.ts';

export const createTrainActions = (_deps: LabDeps): TrainActions => ({});
