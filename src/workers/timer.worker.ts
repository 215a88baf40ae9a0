/** A tick every second, in time also while the page is hidden: timers of its own wait a minute there. */
const EVERY_MS = 1000;

setInterval(() => {
  self.postMessage(null);
}, EVERY_MS);

export {};
