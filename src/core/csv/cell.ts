/** What a cell may hold. `null` is "not known" and is written as an empty cell, never as 0. */
export type Cell = string | null;

/**
 * Text that a spreadsheet would run: it begins, after any white space, with one of = + - @ or their
 * full-width forms, or with a tab or line break (OWASP, "CSV Injection").
 */
const RUNS_AS_FORMULA = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
/** White space too: some readers trim cells that are not quoted. */
const NEEDS_QUOTES = /[",\s]/;

/**
 * Text from outside, defused: an apostrophe goes before what a spreadsheet would run. It also goes
 * before text that already looks defused, so that `undefuse` gives back exactly what went in.
 */
export const text = (value: string): Cell =>
  value === '' ? null : RUNS_AS_FORMULA.test(value) ? `'${value}` : value;

/** The text that `text` was given. */
export const undefuse = (cell: string): string =>
  cell.startsWith("'") && RUNS_AS_FORMULA.test(cell) ? cell.slice(1) : cell;

/** A number with a fixed count of decimals; empty where it is not known (null, NaN, infinite). */
export function number(value: number | null, decimals: number): Cell {
  if (value === null || !Number.isFinite(value)) return null;
  const written = value.toFixed(decimals);
  return Number(written) === 0 && written.startsWith('-') ? written.slice(1) : written;
}

export const flag = (value: boolean): Cell => (value ? '1' : '0');

/** One cell by RFC 4180, section 2. */
export const quoted = (cell: Cell): string =>
  cell === null ? '' : NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
