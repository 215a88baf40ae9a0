import type { SessionIdentity } from '#core/sessions/records.ts';
import type { LectureSource } from '../actions.ts';

/** A lecture that is known well enough to be opened. */
export interface OpenLecture {
  readonly identity: SessionIdentity;
  readonly source: LectureSource;
  readonly captions: string | null;
  readonly prefersRecording: boolean;
  /** Came with the address. */
  readonly joinCode: string | null;
}
