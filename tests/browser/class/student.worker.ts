/** A student in a realm of their own, which can be ended without a word. */
import { createTabsChannel } from '#adapters/broadcast-channel/tabs-channel.ts';
import type { ClassChannel, ClassUplink } from '#core/live/class-channel.ts';
import type { ClassRoom, MemberId } from '#core/live/class-room.ts';
import { timestampMs } from '#core/units.ts';
import type { ChannelSpot } from './contract.ts';

export interface StudentOrder {
  readonly spot: ChannelSpot;
  readonly room: ClassRoom;
  readonly member: MemberId;
  readonly lastWill: string;
  readonly says: string;
}

const clock = () => timestampMs(performance.timeOrigin + performance.now());

const openSpot = (spot: ChannelSpot): Promise<ClassChannel> => {
  void spot;
  return Promise.resolve(createTabsChannel(clock));
};

self.onmessage = async ({ data }: MessageEvent<StudentOrder>) => {
  const channel = await openSpot(data.spot);
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
