/** One measured figure, as the bench pieces return it and docs/BENCHMARKS.md prints it. */
export interface BenchFigure {
  /** What was measured, in words: "face, capture to result". */
  readonly name: string;
  /** "ms", "fps", "MB/h" … */
  readonly unit: string;
  readonly median: number;
  readonly p95?: number;
  /** How many measurements the median is of. */
  readonly samples: number;
  /** How it was measured: input, sizes, duration, backend. */
  readonly note: string;
}

/** The q-quantile (0..1) of a non-empty list, linearly interpolated (Hyndman and Fan 1996, type 7). */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new RangeError('a quantile needs at least one value');
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const below = sorted[Math.floor(position)] as number;
  const above = sorted[Math.ceil(position)] as number;
  return below + (above - below) * (position - Math.floor(position));
}

/** Median and p95 of raw measurements as a figure. */
export function figureOf(
  name: string,
  unit: string,
  values: readonly number[],
  note: string,
): BenchFigure {
  return {
    name,
    unit,
    median: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    samples: values.length,
    note,
  };
}
