const FIRST_MS = 1000;
const LONGEST_MS = 15_000;

/**
 * Doubles with every try. A quarter of it is left to chance (0..1), so that a class does not come
 * back to a restarted broker at one moment.
 */
export const retryDelayMs = (tries: number, chance: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 4)) * (0.75 + 0.25 * chance);
