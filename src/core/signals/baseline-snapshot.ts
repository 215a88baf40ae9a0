/** What a face sampler knows of its sitter, to go on from later. Plain numbers, cloneable. */
export interface BaselineSnapshot {
  /** Of the face signal; the baselines of another version mean something else. */
  readonly signalVersion: number;
  /** Which sitter this is, as in `FaceSample.person`; 0 in a stored one. */
  readonly person: number;
  /** How long this person was seen, seconds. */
  readonly seenS: number;
  /** The quantile of each unit that has a baseline, by the unit's name. */
  readonly quantiles: Readonly<Record<string, number>>;
  /** What tells one person's face from another's; see `face-shape.ts`. Empty where not known. */
  readonly shape: readonly number[];
}
