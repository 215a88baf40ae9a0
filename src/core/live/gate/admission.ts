import type { TimestampMs } from '../../units.ts';
import type { DropReason, LeftMessage, StateMessage } from '../messages/class-message.ts';
import type { MemberId } from '../class-room.ts';

/** A message that was let in. */
export interface Admitted<Message = StateMessage | LeftMessage> {
  readonly kind: 'admitted';
  readonly member: MemberId;
  readonly message: Message;
  /** The message's moment by the dashboard's clock; of a farewell, its arrival. */
  readonly at: TimestampMs;
  readonly receivedAt: TimestampMs;
  /** Said before this dashboard came. */
  readonly retained: boolean;
}

export type Admission =
  | Admitted
  /** Nothing is wrong with it and it says nothing new, such as the last will of a run that is over. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'dropped'; readonly reason: DropReason };
