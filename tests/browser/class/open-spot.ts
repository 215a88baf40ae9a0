import { createTabsChannel } from '#adapters/broadcast-channel/tabs-channel.ts';
import { createBrokerChannel } from '#adapters/mqtt/broker-channel.ts';
import type { ClassChannel } from '#core/live/class-channel.ts';
import { timestampMs } from '#core/units.ts';

/** Where a channel goes; plain, so that it can be said to a worker. */
export type ChannelSpot =
  | { readonly kind: 'tabs' }
  | { readonly kind: 'broker'; readonly url: string; readonly secret: string };

const clock = () => timestampMs(performance.timeOrigin + performance.now());

export const openSpot = (spot: ChannelSpot): ClassChannel =>
  spot.kind === 'tabs'
    ? createTabsChannel(clock)
    : createBrokerChannel({
        url: spot.url,
        secret: spot.secret,
        watcher: 'instructor',
        clock,
        network: self,
      });
