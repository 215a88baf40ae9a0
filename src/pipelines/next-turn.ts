/** Lets waiting messages in, such as one that stops a long calculation. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
