import { type ClassRoom, memberId, type MemberId, roomKey } from '#core/live/class-room.ts';

/** Where a student's states, farewell and last will go; only their own user may write there. */
export const studentTopic = (room: ClassRoom, member: MemberId): string =>
  `class/${roomKey(room)}/s/${member}/now`;

/** What a dashboard listens to. */
export const roomFilter = (room: ClassRoom): string => `class/${roomKey(room)}/s/+/now`;

/** null where the topic is not one of this room's students. */
export function memberOfTopic(room: ClassRoom, topic: string): MemberId | null {
  const [root, key, students, member = '', now, more] = topic.split('/');
  const ours =
    root === 'class' && key === roomKey(room) && students === 's' && now === 'now' && !more;
  return ours ? memberId(member) : null;
}
