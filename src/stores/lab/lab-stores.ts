import { type ClipsStore, createClipsStore } from './clips-store.ts';
import { createDataStore, type DataStore } from './data-store.ts';
import { createExploreStore, type ExploreStore } from './explore-store.ts';
import { createJudgeStore, type JudgeStore } from './judge-store.ts';
import { createLabelsStore, type LabelsStore } from './labels-store.ts';
import { createModelsStore, type ModelsStore } from './models-store.ts';
import { createQueueStore, type QueueStore } from './queue-store.ts';
import { createTrainStore, type TrainStore } from './train-store.ts';

/** Everything that the lab's pages show, one store per subject. */
export interface LabStores {
  readonly data: DataStore;
  readonly clips: ClipsStore;
  readonly explore: ExploreStore;
  readonly labels: LabelsStore;
  readonly queue: QueueStore;
  readonly train: TrainStore;
  readonly judge: JudgeStore;
  readonly models: ModelsStore;
}

export const createLabStores = (): LabStores => ({
  data: createDataStore(),
  clips: createClipsStore(),
  explore: createExploreStore(),
  labels: createLabelsStore(),
  queue: createQueueStore(),
  train: createTrainStore(),
  judge: createJudgeStore(),
  models: createModelsStore(),
});
