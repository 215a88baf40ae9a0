import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClassLink } from '#core/live/class-channel.ts';
import type { ClassMessage } from '#core/live/messages/class-message.ts';
import { SHARE_NOTHING, type ShareChoice } from '#core/policy/sharing.ts';
import type { TimestampMs } from '#core/units.ts';

/** What of the running session goes to the class; the student sees all of it. */
export interface ShareState {
  /** What was chosen before the session; `nothing` where nothing was, or it may not be shared here. */
  readonly chosen: ShareChoice;
  /** In force now; `nothing` also after the student stopped sharing. */
  readonly choice: ShareChoice;
  /** null while nothing is shared. */
  readonly link: ClassLink | null;
  /** The newest message that went out, as text exactly as it was sent; set once a second at most. */
  readonly last: {
    readonly text: string;
    readonly message: ClassMessage;
    readonly sentAt: TimestampMs;
  } | null;
  /** Of the session, also where sharing was stopped and begun again. */
  readonly sent: number;
  /** Messages that wait for the connection. */
  readonly waiting: number;
  /** Never went out: too old by then, or still waiting when the student stopped sharing. */
  readonly lost: number;
}

export const INITIAL_SHARE_STATE: ShareState = {
  chosen: SHARE_NOTHING,
  choice: SHARE_NOTHING,
  link: null,
  last: null,
  sent: 0,
  waiting: 0,
  lost: 0,
};

export type ShareStore = StoreApi<ShareState>;

export const createShareStore = (initial: Partial<ShareState> = {}): ShareStore =>
  createStore<ShareState>(() => ({ ...INITIAL_SHARE_STATE, ...initial }));
