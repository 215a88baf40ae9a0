/** Does something at once, and then no more often than every so many milliseconds; the last wish is always heard. */
export function seldom(everyMs: number, act: () => void): () => void {
  let waits = false;
  let isWanted = false;
  const run = (): void => {
    isWanted = false;
    waits = true;
    setTimeout(() => {
      waits = false;
      if (isWanted) run();
    }, everyMs);
    act();
  };
  return () => {
    if (waits) isWanted = true;
    else run();
  };
}
