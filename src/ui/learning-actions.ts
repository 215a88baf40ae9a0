import type { MomentAnswer } from '#core/moments/answered-moment.ts';

/** What a student can ask for about a model that learns from their answers. None of these rejects. */
export interface LearningActions {
  /** Fills `LearningState.learners`. */
  readonly loadLearners: () => Promise<void>;
  /** Answers the question that is put, or sends it away. */
  readonly answerMoment: (answer: MomentAnswer | 'dismissed') => void;
  /** While held, a question does not go away by itself. */
  readonly holdMoment: (held: boolean) => void;
  /** Removes the student's own models; their answers stay. */
  readonly backToShipped: (studentId: string) => Promise<'done' | 'failed'>;
}
