import type { LabDeps } from './lab-deps.ts';
import type { ClipsActions } from '#ui/lab/clips/clips-actions.ts';

export const createClipsActions = (_deps: LabDeps): ClipsActions => ({});
