/**
 * A seed for one purpose of many from one seed, 32 bits: the finaliser of MurmurHash3 (Austin
 * Appleby, 2011, public domain) over each part. Other parts give another seed.
 */
export function seedOf(seed: number, ...parts: readonly number[]): number {
  return parts.reduce((state, part) => mixed(Math.imul(state, 0x9e3779b1) ^ part), mixed(seed));
}

function mixed(value: number): number {
  let state = (value + 0x9e3779b9) >>> 0;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** What a seed is drawn for; each with the numbers that follow it. */
export const PURPOSE = {
  /** Position of the weight. */
  weights: 1,
  /** Epoch. */
  order: 2,
  /** Epoch, batch, layer. */
  dropout: 3,
} as const;
