import type { DaiseeClip } from './daisee-labels.ts';
import { type Side, SIDES } from './split-by-person.ts';
import { officialSplit, type SplitFile } from './split-file.ts';

/** A label file of DAiSEE as it was read. */
export interface DaiseeLabelFile {
  /** Its name without a folder. */
  readonly name: string;
  readonly clips: readonly Pick<DaiseeClip, 'person'>[];
}

const sideOf = (name: string): Side | null =>
  SIDES.find((side) => name.toLowerCase() === `${side}labels.csv`) ?? null;

/**
 * DAiSEE's own split, where its TrainLabels.csv, ValidationLabels.csv and TestLabels.csv are all
 * there; else null. Throws SplitRefused `on_two_sides`.
 */
export function officialSplitOf(files: readonly DaiseeLabelFile[]): SplitFile | null {
  const persons: Record<Side, string[]> = { train: [], validation: [], test: [] };
  for (const { name, clips } of files) {
    const side = sideOf(name);
    if (side !== null) persons[side].push(...clips.map(({ person }) => person));
  }
  if (SIDES.some((side) => persons[side].length === 0)) return null;
  return officialSplit('person', 'DAiSEE', persons);
}
