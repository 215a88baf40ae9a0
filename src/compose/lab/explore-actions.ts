import type { LabDeps } from './lab-deps.ts';
import type { ExploreActions } from '#ui/lab/explore/explore-actions.ts';

export const createExploreActions = (_deps: LabDeps): ExploreActions => ({});
