import type { LabDeps } from './lab-deps.ts';
import type { DataActions } from '#ui/lab/data/data-actions.ts';

export const createDataActions = (_deps: LabDeps): DataActions => ({});
