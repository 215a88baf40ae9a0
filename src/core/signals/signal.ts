/** A named, versioned list of features. Models are bound to exactly one name and version. */
export interface FeatureSpec {
  readonly name: string;
  readonly unit: 'intensity' | 'rad' | 'share';
  /** Inclusive range of valid values. */
  readonly min: number;
  readonly max: number;
}

export interface Signal {
  readonly name: string;
  readonly version: number;
  readonly features: readonly FeatureSpec[];
}
