import type { ClassLink, ClassUplink } from '#core/live/class-channel.ts';
import type { PlayerState, StateMessage } from '#core/live/class-message.ts';
import type { EngagementStatus } from '#core/engagement/reading.ts';
import type { ShareChoice } from '#core/policy/sharing.ts';
import type { Clock } from '#core/ports.ts';
import type { LectureTimeS, Probability, Score, TimestampMs } from '#core/units.ts';

/** What of a moment may be told; the pipeline leaves out what the student did not choose. */
export interface ShareMoment {
  readonly at: TimestampMs;
  readonly lectureTime: LectureTimeS | null;
  readonly player: PlayerState | null;
  readonly score: Score | null;
  readonly status: EngagementStatus | null;
  readonly quality: Probability | null;
  /** In the order of LEARNING_STATES. */
  readonly states: readonly (Probability | null)[] | null;
}

export interface ShareSessionDeps {
  readonly choice: Exclude<ShareChoice, { kind: 'nothing' }>;
  /** 8 random letters and digits. */
  readonly run: string;
  readonly clock: Clock;
  /** Joins the class; the last will and the listener are given. */
  readonly join: (lastWill: string, onLink: (link: ClassLink) => void) => ClassUplink;
  readonly on: {
    readonly link: (link: ClassLink) => void;
    /** The channel has taken it over; the text is what was sent. */
    readonly sent: (text: string, message: StateMessage) => void;
    readonly waiting: (count: number) => void;
  };
}

/** A student's end of the class. It owns no timer: `push` and `tick` are called by whoever has one. */
export interface ShareSession {
  push(moment: ShareMoment): void;
  /** Sends what waits, as far as the connection allows; a few times a second. */
  tick(): void;
  /** Says farewell. Never rejects. */
  leave(why: 'ended'): Promise<void>;
}
