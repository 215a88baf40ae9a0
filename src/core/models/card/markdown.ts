import type { FigureInterval } from '../../evaluation/person-bootstrap.ts';

export const figure = (value: number | null): string =>
  value === null ? 'none' : value.toFixed(3);

/** A figure with its interval, as `0.612 (0.540 to 0.677)`. */
export const withInterval = (value: number | null, interval: FigureInterval): string =>
  value === null || interval.kind === 'none'
    ? figure(value)
    : `${figure(value)} (${figure(interval.low)} to ${figure(interval.high)})`;

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

/** The lines of a table in Markdown. */
export const table = (
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] => [line(head), line(head.map(() => '---')), ...rows.map(line)];
