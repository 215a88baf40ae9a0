import type { LabDeps } from './lab-deps.ts';
import type { ClipsActions } from '#ui/lab/clips/clips-actions.ts';

const later = (): Promise<void> => Promise.resolve();

export const createClipsActions = (_deps: LabDeps): ClipsActions => ({
  openClips: later,
  addVideos: later,
  readClips: later,
  pauseClips: later,
  retryClips: later,
});
