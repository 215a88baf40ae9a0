/** How two readings of the same frames agree. */
export interface Agreement {
  /** Pearson's r; null where either does not vary. */
  readonly r: number | null;
  /** Mean absolute difference. */
  readonly meanAbsoluteError: number;
  /** Standard deviation of the second. */
  readonly spread: number;
  readonly count: number;
}

/** Compares equally long series. Throws RangeError where they are not, or are empty. */
export function agreementOf(ours: readonly number[], theirs: readonly number[]): Agreement {
  const count = ours.length;
  if (count === 0 || count !== theirs.length) {
    throw new RangeError(`series of ${count} and ${theirs.length} cannot be compared`);
  }
  let sumA = 0;
  let sumB = 0;
  let error = 0;
  for (let i = 0; i < count; i++) {
    sumA += ours[i] as number;
    sumB += theirs[i] as number;
    error += Math.abs((ours[i] as number) - (theirs[i] as number));
  }
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (let i = 0; i < count; i++) {
    const a = (ours[i] as number) - sumA / count;
    const b = (theirs[i] as number) - sumB / count;
    aa += a * a;
    bb += b * b;
    ab += a * b;
  }
  return {
    r: aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null,
    meanAbsoluteError: error / count,
    spread: Math.sqrt(bb / count),
    count,
  };
}

/** Middle value, mean of the two middle ones; null of nothing. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] as number;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] as number;
  return (lower + upper) / 2;
}
