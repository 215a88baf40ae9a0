/** A named, versioned list of features. Models are bound to exactly one name and version. */
export interface FeatureSpec {
  readonly name: string;
  readonly unit: 'intensity' | 'rad' | 'share';
  /** Inclusive range of valid values. */
  readonly min: number;
  readonly max: number;
  /** What a mirror makes of the sign; not given where it is not known. */
  readonly mirror?: 1 | -1;
  /** 1 where somebody was seen, 0 where nobody was and the row's other values mean nothing. */
  readonly isPresence?: true;
}

export interface Signal {
  readonly name: string;
  readonly version: number;
  readonly features: readonly FeatureSpec[];
}
