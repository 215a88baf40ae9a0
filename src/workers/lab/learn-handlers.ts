import { createLearnerStore } from '#adapters/idb/learner-store.ts';
import { createMomentStore } from '#adapters/idb/moment-store.ts';
import { learnForStudent } from '#pipelines/lab/learn-for-student.ts';
import type { LearnCommands } from '#protocol/lab/learn-commands.ts';
import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { Desk } from './desk.ts';

export const learnHandlers = (desk: Desk): CommandHandlers<LearnCommands> => ({
  learnFromMoments: (asked) =>
    learnForStudent(asked, {
      moments: createMomentStore(),
      learners: createLearnerStore(),
      bundles: desk.stores.bundles,
      archive: desk.stores.archive,
      bundle: (id) => desk.bundle(id),
      trainers: () => desk.trainers('network'),
      now: Date.now,
    }),
});
