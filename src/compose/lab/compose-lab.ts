import type { SessionArchive } from '#core/ports.ts';
import { createLabStores } from '#stores/lab/lab-stores.ts';
import type { Lab } from '#ui/lab/lab-context.ts';
import { createClipsActions } from './clips-actions.ts';
import { createDataActions } from './data-actions.ts';
import { createExploreActions } from './explore-actions.ts';
import { createJudgeActions } from './judge-actions.ts';
import { createLabDesk } from './lab-desk.ts';
import { joinClips } from './join-clips.ts';
import type { LabDeps } from './lab-deps.ts';
import { createLabelsActions } from './labels-actions.ts';
import { createModelsActions } from './models-actions.ts';
import { createQueueActions } from './queue-actions.ts';
import { createTrainActions } from './train-actions.ts';

/** Puts the lab together, once for the page. */
export function composeLab(archive: SessionArchive): Lab {
  const stores = createLabStores();
  const deps: LabDeps = { stores, archive, desk: createLabDesk() };
  const clips = createClipsActions(deps);
  const data = createDataActions(deps, clips.addVideos);
  joinClips(stores, { ...clips, ...data });
  return {
    stores,
    actions: {
      ...data,
      ...clips,
      ...createExploreActions(deps),
      ...createLabelsActions(deps),
      ...createQueueActions(deps),
      ...createTrainActions(deps),
      ...createJudgeActions(deps),
      ...createModelsActions(deps),
    },
  };
}
