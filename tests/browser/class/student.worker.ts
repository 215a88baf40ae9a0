/** A student in a realm of their own, which can be ended without a word. */
import type { ClassUplink } from '#core/live/class-channel.ts';
import type { ClassRoom, MemberId } from '#core/live/class-room.ts';
import { type ChannelSpot, openSpot } from './open-spot.ts';

export interface StudentOrder {
  readonly spot: ChannelSpot;
  readonly room: ClassRoom;
  readonly member: MemberId;
  readonly lastWill: string;
  readonly says: string;
}

self.onmessage = async ({ data }: MessageEvent<StudentOrder>) => {
  const channel = openSpot(data.spot);
  await new Promise<void>((resolve, reject) => {
    const uplink: ClassUplink = channel.join({
      room: data.room,
      member: data.member,
      lastWill: data.lastWill,
      onLink: (link) => {
        if (link.kind === 'connected') uplink.send(data.says).then(resolve, reject);
      },
    });
  });
  self.postMessage('said');
};
