import type { FeatureSpec } from '../../signals/signal.ts';

/** How one feature's values lie in the windows of one class. */
export interface ClassDistribution {
  /** Samples, padding left out. */
  readonly samples: number;
  /** 5th, 25th, 50th, 75th and 95th percentile; null where there is no sample. */
  readonly quantiles: readonly [number, number, number, number, number] | null;
  /** Share of the samples in each bin. */
  readonly shares: readonly number[];
}

export interface FeatureDistribution {
  readonly feature: FeatureSpec;
  /** Edges of the bins, one more than there are bins; the outer ones are the least and the most value. */
  readonly edges: readonly number[];
  /** In the order of the classes. */
  readonly classes: readonly ClassDistribution[];
  /**
   * How far the windows' means alone tell one class from the others: the largest area under the ROC
   * curve of any class against the rest, whichever side is higher, 0.5..1; null for a single class.
   * Of these very windows: it says nothing of strangers.
   */
  readonly separation: number | null;
}

/** What the windows of a data set look like, class by class. */
export interface FeatureExploration {
  readonly classes: readonly string[];
  /** Windows of which each class is true; of independent ones the same window may be in several. */
  readonly windowsPerClass: readonly number[];
  readonly windows: number;
  readonly persons: number;
  readonly features: readonly FeatureDistribution[];
  /** Pearson's r of every two features' means over the windows; null where one never changes. */
  readonly correlation: readonly (readonly (number | null)[])[];
}

/** One window as it was recorded. */
export interface WindowCurves {
  /** Among the windows of the data set. */
  readonly index: number;
  readonly person: string;
  /** `recordingKey`. */
  readonly recording: string;
  /** Milliseconds on the recording's timeline; null for a still. */
  readonly endsAt: number | null;
  readonly classes: readonly string[];
  readonly rateHz: number;
  /** Rows of padding at the beginning. */
  readonly padding: number;
  /** length x features, row-major. */
  readonly values: Float32Array;
}
