/**
 * Lets waiting messages in, such as one that stops a long calculation. By a channel, for timers of
 * a page that is not looked at come once a second or less.
 */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
