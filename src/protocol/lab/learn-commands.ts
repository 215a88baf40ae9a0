import type { LearningOutcome } from '#core/moments/learner.ts';

/** Learning from what students answered about moments of their sessions. */
export type LearnCommands = Readonly<{
  /**
   * Trains `parent`, a bundle's id, further on the student's answers, and keeps what came of it, and
   * the personal bundle where the gate says better. null where it is not due.
   */
  learnFromMoments: {
    readonly args: { readonly studentId: string; readonly parent: string };
    readonly result: LearningOutcome | null;
  };
}>;
