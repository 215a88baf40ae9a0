import { at } from '../numeric/at.ts';

/**
 * What the shares of labels that exclude each other would be, had each label been so much more
 * frequent: p·w / Σ p·w (Elkan 2001, "The foundations of cost-sensitive learning", theorem 2).
 */
export function reweighShares(shares: readonly number[], weights: readonly number[]): number[] {
  const weighted = shares.map((share, label) => share * at(weights, label));
  const sum = weighted.reduce((total, value) => total + value, 0);
  return weighted.map((value) => value / sum);
}

/** The same for a label that is there or not, had its presence been so much more frequent. */
export const reweighPresence = (probability: number, weight: number): number =>
  (weight * probability) / (weight * probability + 1 - probability);
