import type { TrainActions } from '#ui/lab/train/train-actions.ts';
import type { LabDeps } from './lab-deps.ts';
import { createTrainFormActions } from './train-form-actions.ts';
import { createTrainFurtherActions } from './train-further-actions.ts';
import { createTrainRunActions } from './train-run-actions.ts';

export const createTrainActions = (deps: LabDeps): TrainActions => ({
  ...createTrainFormActions(deps),
  ...createTrainFurtherActions(deps),
  ...createTrainRunActions(deps),
});
