import { createContext, useContext } from 'react';
import type { LabStores } from '#stores/lab/lab-stores.ts';
import type { ClipsActions } from './clips/clips-actions.ts';
import type { DataActions } from './data/data-actions.ts';
import type { ExploreActions } from './explore/explore-actions.ts';
import type { JudgeActions } from './judge/judge-actions.ts';
import type { LabelsActions } from './labels/labels-actions.ts';
import type { ModelsActions } from './models/models-actions.ts';
import type { QueueActions } from './queue/queue-actions.ts';
import type { TrainActions } from './train/train-actions.ts';

/** What can be asked for in the lab. Injected; outcomes appear in the stores, and none rejects. */
export interface LabActions
  extends
    DataActions,
    ClipsActions,
    ExploreActions,
    LabelsActions,
    QueueActions,
    TrainActions,
    JudgeActions,
    ModelsActions {}

/** The lab is composed when it is first opened, so that a lecture pays nothing for it. */
export interface Lab {
  readonly actions: LabActions;
  readonly stores: LabStores;
}

export const LabContext = createContext<Lab | null>(null);

export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (lab === null) throw new Error('useLab needs a LabContext around it');
  return lab;
}
