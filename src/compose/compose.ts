import { createBundleStore } from '#adapters/idb/bundle-store.ts';
import { createClassRecordStore } from '#adapters/idb/class-record-store.ts';
import { createCourseModelStore } from '#adapters/idb/course-model-store.ts';
import { createProfileStore } from '#adapters/idb/profile-store.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import { cameraObstacle } from '#adapters/page/capabilities.ts';
import { watchPageHide } from '#adapters/page/page-visibility.ts';
import { createClassRecordsStore } from '#stores/class-records-store.ts';
import { createClassStore } from '#stores/class-store.ts';
import { createDeletions } from '#stores/deletion-store.ts';
import { createLearningStore } from '#stores/learning-store.ts';
import { createLiveSeries } from '#stores/live-series.ts';
import { createLiveStore } from '#stores/live-store.ts';
import { problem } from '#stores/problem.ts';
import { createSessionDetailStore } from '#stores/session-detail-store.ts';
import { createSessionsStore } from '#stores/sessions-store.ts';
import { createSettingsStore } from '#stores/settings-store.ts';
import { createShareStore } from '#stores/share-store.ts';
import type { Stores } from '#stores/stores.ts';
import { SMALLEST_GROUP } from '#core/policy/deployment.ts';
import type { Actions } from '#ui/actions.ts';
import type { Lab } from '#ui/lab/lab-context.ts';
import { activeBundleFinder } from './active-bundle.ts';
import { createArchiveActions } from './archive-actions.ts';
import { createAttachLecture } from './attach-lecture.ts';
import { createClassActions } from './class-actions.ts';
import { createClassRecordActions } from './class-record-actions.ts';
import { createExportActions } from './export-actions.ts';
import { loadDeployment } from './load-deployment.ts';
import { composeLearning } from './moments/compose-learning.ts';
import { createProfileActions } from './profile-actions.ts';
import { createStorageActions } from './storage-actions.ts';
import { createSessionActions } from './session-actions.ts';

/** Puts the page together: adapters, stores and the actions that tie them. */
export async function compose(): Promise<{
  readonly actions: Actions;
  readonly stores: Stores;
  /** Composes the lab, when it is first opened. */
  readonly loadLab: () => Promise<Lab>;
}> {
  const [reading, store] = await Promise.all([loadDeployment(), SessionStore.open()]);
  const { deployment } = reading;
  const deletions = createDeletions(async (ids) => {
    for (const id of ids) await store.delete(id);
  });
  const classDeployment = deployment.class;
  const minimumGroup =
    classDeployment.channel === 'off' ? SMALLEST_GROUP : classDeployment.minimumGroup;
  const stores: Stores = {
    live: createLiveStore({ logHealth: store.health }),
    scoreSeries: createLiveSeries(),
    sessions: createSessionsStore(),
    sessionDetail: createSessionDetailStore(),
    settings: createSettingsStore({
      offeredModes: deployment.modes,
      class: classDeployment,
      cameraObstacle: cameraObstacle(),
      configurationProblem: reading.kind === 'refused' ? reading.problem : null,
    }),
    deletion: deletions.store,
    learning: createLearningStore(),
    share: createShareStore(),
    class: createClassStore(minimumGroup),
    classRecords: createClassRecordsStore(),
  };
  const records = createClassRecordStore({
    onHeld: (why) => {
      const held = why === null ? null : problem(why.fault, why.message);
      stores.classRecords.setState({ held });
    },
  });
  watchPageHide(() => void deletions.flush());
  await store.recover();

  const { keepStorage, lookUpStorage } = createStorageActions(stores.settings);
  const { keepProfile, forgetStudent, ...profileActions } = createProfileActions(
    stores.settings,
    createProfileStore(),
  );

  const bundles = createBundleStore();
  const courses = createCourseModelStore();
  const { openMoments, personal, use, forget, ...learningActions } = composeLearning(
    stores,
    store,
    bundles,
    courses,
  );
  const findActiveBundle = activeBundleFinder({
    bundles,
    courses,
    personal,
  });

  return {
    stores,
    loadLab: async () => (await import('./lab/compose-lab.ts')).composeLab(store),
    actions: {
      attachLecture: createAttachLecture(deployment.mediaOrigins),
      ...createSessionActions({
        stores,
        deployment,
        deletions,
        log: store,
        archive: store,
        findActiveBundle,
        keepProfile,
        openMoments,
        useMoments: use,
      }),
      ...createArchiveActions(stores, store, deletions, lookUpStorage),
      keepStorage,
      ...profileActions,
      ...learningActions,
      async forgetStudent(studentId) {
        const learnt = await forget(studentId).then(
          () => 'forgotten' as const,
          () => 'failed' as const,
        );
        const profile = await forgetStudent(studentId);
        return learnt === 'failed' ? learnt : profile;
      },
      ...createExportActions(store),
      ...createClassActions({ stores, deployment: classDeployment, records }),
      ...createClassRecordActions({ stores, archive: store, records }),
    },
  };
}
