import type { ClassRecordsStore } from './class-records-store.ts';
import type { ClassStore } from './class-store.ts';
import type { DeletionStore } from './deletion-store.ts';
import type { LearningStore } from './learning-store.ts';
import type { LiveSeries } from './live-series.ts';
import type { LiveStore } from './live-store.ts';
import type { SessionDetailStore } from './session-detail-store.ts';
import type { SessionsStore } from './sessions-store.ts';
import type { SettingsStore } from './settings-store.ts';
import type { ShareStore } from './share-store.ts';

/** Everything that the pages show, one store per subject; the composition root makes them. */
export interface Stores {
  readonly live: LiveStore;
  readonly scoreSeries: LiveSeries;
  readonly sessions: SessionsStore;
  readonly sessionDetail: SessionDetailStore;
  readonly settings: SettingsStore;
  readonly deletion: DeletionStore;
  /** What is asked of students, and learnt from what they say. */
  readonly learning: LearningStore;
  /** What the student's session tells the class. */
  readonly share: ShareStore;
  /** The class before the instructor. */
  readonly class: ClassStore;
  readonly classRecords: ClassRecordsStore;
}
