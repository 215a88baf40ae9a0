/** Why these: docs/ENGAGEMENT.md. */
export const CLOSURE_RULES = {
  /** At least 80 % closed: Wierwille et al. 1994 (DOT HS 808 247). */
  share: 0.8,
  /** AU45 that counts as closed until enough blinks of this person were seen. */
  unknown: 1.2,
  enough: 4,
  /** So many of the last blinks are remembered. */
  remembered: 32,
  /** Of their peaks: a camera misses the peak of most blinks, so the higher ones are truer. */
  quantile: 0.75,
  /** The level never leaves these, whatever the blinks: AU45 at full closure is 1 to 2.6. */
  lowest: 0.8,
  highest: 2.1,
} as const;

export interface ClosureLevel {
  /** A blink whose highest AU45 was `peak`. */
  blinked(peak: number): void;
  /** AU45 from which this person's eyes count as closed. */
  current(): number;
}

/**
 * How far closed is closed, for this person: a share of the way from open eyes (AU45 near 0, by its
 * own baseline) to the peaks of their own blinks. Narrow eyes have lower peaks than wide ones.
 */
export function createClosureLevel(): ClosureLevel {
  const peaks: number[] = [];
  let level: number = CLOSURE_RULES.unknown;
  return {
    blinked(peak) {
      peaks.push(peak);
      if (peaks.length > CLOSURE_RULES.remembered) peaks.shift();
      if (peaks.length < CLOSURE_RULES.enough) return;
      const sorted = peaks.toSorted((a, b) => a - b);
      const usual = sorted[Math.floor(CLOSURE_RULES.quantile * (sorted.length - 1))] as number;
      level = Math.min(
        CLOSURE_RULES.highest,
        Math.max(CLOSURE_RULES.lowest, CLOSURE_RULES.share * usual),
      );
    },
    current: () => level,
  };
}
