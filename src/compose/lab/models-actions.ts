import type { LabDeps } from './lab-deps.ts';
import type { ModelsActions } from '#ui/lab/models/models-actions.ts';

export const createModelsActions = (_deps: LabDeps): ModelsActions => ({});
