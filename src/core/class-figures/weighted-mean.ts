import type { Probability } from '../units.ts';

/** One person's figure and what it counts for: `Reliability.weight`. */
export interface WeightedFigure {
  readonly value: number;
  readonly weight: Probability;
}

export interface WeightedMean {
  readonly value: number;
  /** People with a weight above 0. */
  readonly count: number;
  /**
   * How many people with equal weights would say as much: (sum of weights)^2 / sum of their squares
   * (Kish 1965, Survey Sampling). Between 1 and `count`.
   */
  readonly effectiveCount: number;
}

/**
 * Mean over people, each once, by weight. Who has weight 0 takes no part; null where nobody does.
 * Throws RangeError for a weight outside 0..1: nobody counts for more than one person.
 */
export function weightedMean(figures: readonly WeightedFigure[]): WeightedMean | null {
  let sum = 0;
  let weights = 0;
  let squares = 0;
  let count = 0;
  for (const { value, weight } of figures) {
    if (!(weight >= 0 && weight <= 1)) {
      throw new RangeError(`a weight lies in 0..1, not ${weight}`);
    }
    if (weight === 0) continue;
    sum += weight * value;
    weights += weight;
    squares += weight * weight;
    count++;
  }
  if (count === 0) return null;
  return { value: sum / weights, count, effectiveCount: weights ** 2 / squares };
}
