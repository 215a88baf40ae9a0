/**
 * n / (classes x count) per class, so that each class weighs the same in sum (King and Zeng 2001,
 * "Logistic regression in rare events data"). Throws RangeError where a class has no example.
 */
export function balancedClassWeights(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, label) => {
    if (count === 0) throw new RangeError(`label ${label} has no example to learn from`);
    return total / (counts.length * count);
  });
}

/** The roots of these: between as they come and all the same in sum. */
export const rootClassWeights = (counts: readonly number[]): number[] =>
  balancedClassWeights(counts).map(Math.sqrt);
