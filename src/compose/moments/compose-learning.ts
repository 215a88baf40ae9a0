import { createLearnerStore } from '#adapters/idb/learner-store.ts';
import { createMomentStore } from '#adapters/idb/moment-store.ts';
import { isLowOnPower, whenIdle } from '#adapters/page/idle.ts';
import { pageClock } from '#adapters/page/page-clock.ts';
import type { CourseModelStore } from '#core/deployments/course-model.ts';
import type { BundleStore } from '#core/deployments/stored-bundle.ts';
import type { LearnerStore } from '#core/moments/learner.ts';
import type { SessionArchive } from '#core/ports.ts';
import type { Stores } from '#stores/stores.ts';
import type { ActiveBundleDeps } from '../active-bundle.ts';
import { shippedModelId } from '../shipped-bundle.ts';
import { startIdleLearning } from './idle-learning.ts';
import { createLearningActions, type LearningDesk } from './learning-actions.ts';
import { type OpenedMomentDesk, openMomentDesk } from './moment-desk.ts';
import { personalBundleFinder } from './personal-bundle.ts';

interface ComposedLearning extends LearningDesk {
  /** Remembers what a student chose; what asks them, where they chose to be asked. */
  readonly openMoments: (studentId: string, learns: boolean) => Promise<OpenedMomentDesk | null>;
  readonly personal: ActiveBundleDeps['personal'];
}

const MANIFEST_PATIENCE_MS = 10_000;

/** As a student's own clock has it. */
const dayOf = (at: number): string => {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].join('-');
};

async function optOut(learners: LearnerStore, studentId: string): Promise<void> {
  if ((await learners.get(studentId)) === null) return;
  await learners.change(studentId, (learner) =>
    learner.optedIn ? { ...learner, optedIn: false } : learner,
  );
}

/** Everything by which a model learns from a student's answers, on this device alone. */
export function composeLearning(
  { live, learning }: Pick<Stores, 'live' | 'learning'>,
  archive: Pick<SessionArchive, 'get'>,
  bundles: BundleStore,
  courses: Pick<CourseModelStore, 'get'>,
): ComposedLearning {
  const learners = createLearnerStore();
  const moments = createMomentStore();
  const actions = createLearningActions({ learning, learners, moments, bundles });
  const shippedId = () =>
    shippedModelId('attention_level', AbortSignal.timeout(MANIFEST_PATIENCE_MS));
  startIdleLearning({
    live,
    learning,
    learners,
    moments,
    async parentFor(sessionId) {
      const session = await archive.get(sessionId);
      if (session === null) return null;
      const choice = await courses.get(session.courseId, 'attention_level');
      return choice?.active ?? (await shippedId());
    },
    // The lab's code is loaded for it, and not before.
    start: async () => (await import('../lab/lab-desk.ts')).createLabDesk().start(() => undefined),
    whenIdle,
    isLowOnPower,
    onLearnt: () => void actions.loadLearners(),
  });
  return {
    ...actions,
    personal: personalBundleFinder({ learners, bundles, shippedId }),
    async openMoments(studentId, learns) {
      if (!learns) {
        await optOut(learners, studentId);
        return null;
      }
      return openMomentDesk({
        learning,
        moments,
        learners,
        clock: pageClock,
        random: Math.random,
        day: dayOf,
        studentId,
      });
    },
  };
}
