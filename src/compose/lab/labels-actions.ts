import type { LabDeps } from './lab-deps.ts';
import type { LabelsActions } from '#ui/lab/labels/labels-actions.ts';

export const createLabelsActions = (_deps: LabDeps): LabelsActions => ({});
