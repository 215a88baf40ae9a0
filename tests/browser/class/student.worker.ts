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

/** As a page that is closed: it says farewell, and has no next turn. */
export interface CloseOrder {
  readonly farewell: string;
}

let uplink: ClassUplink | null = null;

self.onmessage = async ({ data }: MessageEvent<StudentOrder | CloseOrder>) => {
  if ('farewell' in data) {
    void uplink?.leave(data.farewell);
    self.close();
    return;
  }
  const channel = openSpot(data.spot);
  await new Promise<void>((resolve, reject) => {
    const joined = channel.join({
      room: data.room,
      member: data.member,
      lastWill: data.lastWill,
      onLink: (link) => {
        if (link.kind === 'connected') joined.send(data.says).then(resolve, reject);
      },
    });
    uplink = joined;
  });
  self.postMessage('said');
};
