import type { Random } from '../ports.ts';
import { dealGroups } from './deal-groups.ts';
import type { LabelledWindow } from './labelled-window.ts';
import { personsOf } from './split-by-person.ts';

/** One round of a cross-validation. A validation side, where one is needed, is split off `rest`. */
export interface Fold<Window> {
  readonly name: string;
  readonly heldOut: readonly Window[];
  readonly rest: readonly Window[];
}

/**
 * k rounds in each of which about a k-th of the persons is held out, with labels as even as whole
 * persons allow; everybody is held out once. Throws RangeError for k below 2 or above the persons.
 */
export function* kFolds<Window extends LabelledWindow>(
  windows: readonly Window[],
  k: number,
  labelCount: number,
  random: Random,
): Generator<Fold<Window>, undefined> {
  if (!Number.isInteger(k) || k < 2) throw new RangeError(`${k} is no number of folds: 2 or more`);
  const shares = new Array<number>(k).fill(1 / k);
  const parts = dealGroups(windows, labelCount, shares, random);
  for (const [index, heldOut] of parts.entries()) {
    const rest = parts.filter((part) => part !== heldOut).flat();
    yield { name: `fold ${index + 1} of ${k}`, heldOut, rest };
  }
}

/** One round a person, in order of their names. Throws RangeError where there are fewer than two. */
export function* leaveOnePersonOut<Window extends LabelledWindow>(
  windows: readonly Window[],
): Generator<Fold<Window>, undefined> {
  const persons = [...personsOf(windows)].sort();
  if (persons.length < 2) throw new RangeError('leaving one person out takes two persons or more');
  for (const person of persons) {
    yield {
      name: `without ${person}`,
      heldOut: windows.filter((window) => window.person === person),
      rest: windows.filter((window) => window.person !== person),
    };
  }
}
