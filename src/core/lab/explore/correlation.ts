import { at } from '../../numeric/at.ts';

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, row) => sum + value * at(other, row), 0);

/** What is left of a constant by rounding is no change. */
const ROUNDING = 1e-9;

/** Pearson's r of every two columns; null where one of them never changes. */
export function correlationMatrix(
  columns: readonly (readonly number[])[],
): (readonly (number | null)[])[] {
  const units = columns.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const centred = column.map((value) => value - mean);
    const size = Math.sqrt(dot(centred, centred));
    const changes = size > ROUNDING * Math.sqrt(dot(column, column));
    return changes ? centred.map((value) => value / size) : null;
  });
  return units.map((one) =>
    units.map((other) =>
      one === null || other === null ? null : Math.max(-1, Math.min(1, dot(one, other))),
    ),
  );
}
