/**
 * A copy of a window (length x features, row-major) in which a feature outside `kept` stands at its
 * mean throughout, so that it tells nothing; the first `padding` rows stay as they are.
 */
export function maskFeatures(
  values: Float32Array,
  padding: number,
  kept: ArrayLike<number>,
  means: readonly number[],
): Float32Array<ArrayBuffer> {
  const count = means.length;
  const masked = new Float32Array(values);
  for (let start = padding * count; start < values.length; start += count) {
    for (let feature = 0; feature < count; feature++) {
      if (kept[feature] === 0) masked[start + feature] = means[feature] as number;
    }
  }
  return masked;
}

/** 1 for each feature that is kept of `count`. */
export function keeping(features: readonly number[], count: number): Uint8Array<ArrayBuffer> {
  const kept = new Uint8Array(count);
  for (const feature of features) kept[feature] = 1;
  return kept;
}
