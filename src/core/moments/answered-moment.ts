import type { TimestampMs } from '../units.ts';

export const MOMENT_ANSWERS = ['distracted', 'attentive'] as const;
export type MomentAnswer = (typeof MOMENT_ANSWERS)[number];

/** What a student said of a moment of a session, when asked. */
export interface AnsweredMoment {
  readonly studentId: string;
  readonly sessionId: string;
  readonly formatVersion: 1;
  /** The moment, on the session's own timeline. */
  readonly at: TimestampMs;
  readonly answer: MomentAnswer;
}

export interface MomentStore {
  list(studentId: string): Promise<readonly AnsweredMoment[]>;
  put(moment: AnsweredMoment): Promise<void>;
  /** Of one student, all of them. */
  forget(studentId: string): Promise<void>;
}
