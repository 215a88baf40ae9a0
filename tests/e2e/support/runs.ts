/** Runs of equal values in exported rows, with how long each lasted by its timestamps. */
export interface Run<Value> {
  readonly value: Value;
  readonly seconds: number;
  readonly rows: number;
}

type Row = Readonly<Record<string, string>>;

/** A run lasts from its first row to the first row of the next one. */
export function runsOf<Value>(
  rows: readonly Row[],
  valueOf: (row: Row) => Value,
): readonly Run<Value>[] {
  const runs: { value: Value; from: number; to: number; rows: number }[] = [];
  for (const row of rows) {
    const at = Date.parse(row['timestamp'] ?? '');
    const value = valueOf(row);
    const last = runs.at(-1);
    if (last !== undefined) last.to = at;
    if (last?.value === value) last.rows++;
    else runs.push({ value, from: at, to: at, rows: 1 });
  }
  return runs.map(({ value, from, to, rows: count }) => ({
    value,
    seconds: (to - from) / 1000,
    rows: count,
  }));
}
