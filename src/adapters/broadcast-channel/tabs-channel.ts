import type { ClassChannel } from '#core/live/class-channel.ts';
import type { Clock } from '#core/ports.ts';
import { joinTabs } from './join-tabs.ts';
import { watchTabs } from './watch-tabs.ts';

/** A class among the tabs of one browser, without any server. */
export const createTabsChannel = (clock: Clock): ClassChannel => ({
  join: joinTabs,
  watch: (options) => watchTabs(options, clock),
});
