import { countOf, type Points } from './summary-space.ts';

/** Columns between two looks at whether the sum is already too large. */
const LOOK_EVERY = 16;
/** Points between two pauses. */
const BLOCK = 64;

/**
 * Lowers each number of `nearest`, one for each point, to the squared distance of the reference that
 * is nearest to it. A distance is given up as soon as it is larger than one already known. Yields
 * now and then, so that a caller may pause.
 */
export function* lowering(
  points: Points,
  references: Points,
  nearest: Float64Array,
): Generator<null, void> {
  const { columns, values } = points;
  const others = references.values;
  const [count, otherCount] = [countOf(points), countOf(references)];
  for (let i = 0; i < count; i++) {
    let least = nearest[i] as number;
    const own = i * columns;
    for (let k = 0; k < otherCount; k++) {
      const other = k * columns;
      let sum = 0;
      for (let start = 0; start < columns && sum < least; start += LOOK_EVERY) {
        const end = Math.min(columns, start + LOOK_EVERY);
        for (let j = start; j < end; j++) {
          const away = (values[own + j] as number) - (others[other + j] as number);
          sum += away * away;
        }
      }
      if (sum < least) least = sum;
    }
    nearest[i] = least;
    if (i % BLOCK === BLOCK - 1) yield null;
  }
}
