import { seededRandom } from '../../numeric/seeded-random.ts';

/** Of the persons that have labels from elsewhere. */
const SHARE = 0.3;

/** 0..1, by the name and the seed alone (FNV-1a, then the seeded numbers). */
export function placeOf(name: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  }
  return seededRandom(hash)();
}

/**
 * Who judges and is never asked for: of those with labels that the queue did not ask for, the ones
 * whose place by seed is below 0.3, but one at least, and never everybody. Whether somebody is among
 * them does not depend on the others, as far as that can be. Empty where fewer than two are known.
 */
export function heldOutPersons(
  withLabels: ReadonlySet<string>,
  everybody: ReadonlySet<string>,
  seed: number,
): ReadonlySet<string> {
  if (everybody.size < 2 || withLabels.size === 0) return new Set();
  const ranked = [...withLabels]
    .map((name) => ({ name, place: placeOf(name, seed) }))
    .sort((a, b) => a.place - b.place || (a.name < b.name ? -1 : 1));
  const below = ranked.filter(({ place }) => place < SHARE).length;
  const most = Math.min(ranked.length, everybody.size - 1);
  const count = Math.min(Math.max(1, below), most);
  return new Set(ranked.slice(0, count).map(({ name }) => name));
}
