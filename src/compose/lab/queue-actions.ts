import type { LabDeps } from './lab-deps.ts';
import type { QueueActions } from '#ui/lab/queue/queue-actions.ts';

export const createQueueActions = (_deps: LabDeps): QueueActions => ({});
