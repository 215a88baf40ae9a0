import type { LabDeps } from './lab-deps.ts';
import type { JudgeActions } from '#ui/lab/judge/judge-actions.ts';

export const createJudgeActions = (_deps: LabDeps): JudgeActions => ({});
