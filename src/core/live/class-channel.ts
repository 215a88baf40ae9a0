import type { TimestampMs } from '../units.ts';
import type { ClassRoom, MemberId } from './class-room.ts';

/** How the way to the class stands. */
export type ClassLink =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** Tried again by itself, at growing intervals. */
  | { readonly kind: 'offline'; readonly reason: 'unreachable' | 'lost' }
  /** Not tried again: it would be refused again. */
  | {
      readonly kind: 'refused';
      readonly reason: 'wrong_login' | 'not_allowed' | 'failed';
      /** What the other side said, for whoever runs it. */
      readonly said: string;
    };

/** One message as it came in; nothing of it is believed yet but `member`. */
export interface ClassArrival {
  readonly member: MemberId;
  readonly payload: string | Uint8Array;
  readonly receivedAt: TimestampMs;
  /** It was said before this dashboard came: the student's last one, kept by the channel. */
  readonly retained: boolean;
}

/** A student's end: write only. */
export interface ClassUplink {
  /**
   * Resolves once the channel has taken the message over for good; rejects with ClassChannelError
   * where it is not connected now, so that whoever sends keeps it. A message that is under way when
   * the connection breaks is sent again by the channel and arrives once.
   */
  send(payload: string): Promise<void>;
  /** Says farewell in the place of the last will, and closes. Never rejects. */
  leave(payload: string): Promise<void>;
}

export interface JoinOptions {
  readonly room: ClassRoom;
  readonly member: MemberId;
  /** Said for the student, by the channel, where they vanish without `leave`. */
  readonly lastWill: string;
  readonly onLink: (link: ClassLink) => void;
}

export interface WatchOptions {
  readonly room: ClassRoom;
  /** In each student's own order; the last state of everybody present comes first. */
  readonly onArrival: (arrival: ClassArrival) => void;
  readonly onLink: (link: ClassLink) => void;
}

/** How a class talks. Both adapters keep the same promises, and pass the same tests. */
export interface ClassChannel {
  join(options: JoinOptions): ClassUplink;
  /** An instructor's end: read only. Returns what closes it. */
  watch(options: WatchOptions): () => Promise<void>;
}

/** The message was not taken over. */
export class ClassChannelError extends Error {
  override readonly name = 'ClassChannelError';
}
