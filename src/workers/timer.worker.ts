/** Ticks in time also while the page is hidden: timers of its own wait a minute there. */
import { TIMER_EVERY_MS } from '#protocol/timer-protocol.ts';

setInterval(() => {
  self.postMessage(null);
}, TIMER_EVERY_MS);
