/** What a run would learn from, source by source. */
export interface CountedSource {
  readonly windows: number;
  readonly persons: readonly string[];
}

/** Persons that training needs: one to learn from, one to stop by, one to judge by. */
const FEWEST_PERSONS = 3;

/** Why a run cannot be started from that; null where it can. */
export function notReady(sources: readonly CountedSource[]): string | null {
  if (sources.length === 0) {
    return 'No data are in use. Add some on the Data page, or switch a source on.';
  }
  const windows = sources.reduce((sum, source) => sum + source.windows, 0);
  if (windows === 0) {
    return 'No window has a label for this recipe. Add label files, label recordings, or choose another label rule.';
  }
  const persons = new Set(sources.flatMap((source) => source.persons)).size;
  return persons < FEWEST_PERSONS
    ? `${persons === 1 ? 'One person has' : `${persons} persons have`} labelled windows, and training needs three at least: to learn from, to stop by, to judge by.`
    : null;
}

/** Windows of each label over all sources, in the order of the first. */
export function perClass(
  sources: readonly {
    readonly classes: readonly { readonly name: string; readonly windows: number }[];
  }[],
): readonly { readonly name: string; readonly windows: number }[] {
  const sums = new Map<string, number>();
  for (const { name, windows } of sources.flatMap(({ classes }) => classes)) {
    sums.set(name, (sums.get(name) ?? 0) + windows);
  }
  return [...sums].map(([name, windows]) => ({ name, windows }));
}

/** Everybody once, whichever sources they are in. */
export const personCount = (sources: readonly CountedSource[]): number =>
  new Set(sources.flatMap(({ persons }) => persons)).size;
