/** Positions of the `count` of `moments`, which rise, that lie nearest to `moment`, in their order. */
export function nearMoments(
  moments: readonly number[],
  moment: number,
  count: number,
): readonly number[] {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] as number) < moment) low = middle + 1;
    else high = middle;
  }
  let [first, next] = [low, low];
  const away = (index: number): number => Math.abs((moments[index] ?? Infinity) - moment);
  while (next - first < count && (first > 0 || next < moments.length)) {
    if (away(first - 1) <= away(next)) first--;
    else next++;
  }
  return Array.from({ length: next - first }, (_, index) => first + index);
}
