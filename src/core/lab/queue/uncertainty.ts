import type { OutputKind } from '../../models/output-kind.ts';

const termOf = (p: number): number => (p > 0 ? -p * Math.log(p) : 0);

/**
 * How little a row of probabilities says, 0 (certain) to 1: of exclusive outputs their entropy as a
 * share of the largest that so many labels can have, of independent ones the mean of their binary
 * entropies in bits (Settles, Active Learning Literature Survey, 2009, 3.1). Throws RangeError for a
 * row that says nothing at all or of what is no probability.
 */
export function uncertaintyOf(row: readonly number[], output: OutputKind): number {
  const least = output === 'exclusive' ? 2 : 1;
  if (row.length < least) throw new RangeError(`${row.length} probabilities leave no doubt`);
  const wrong = row.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) throw new RangeError(`${wrong} is no probability`);
  const sum = row.reduce(
    (total, p) => total + (output === 'exclusive' ? termOf(p) : termOf(p) + termOf(1 - p)),
    0,
  );
  const most = output === 'exclusive' ? Math.log(row.length) : row.length * Math.LN2;
  return Math.min(1, sum / most);
}
