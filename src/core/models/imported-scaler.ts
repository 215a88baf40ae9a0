/** A StandardScaler of (value - mean) / scale, per feature; arrays have `featureCount` numbers. */
export interface ImportedScaler {
  readonly featureCount: number;
  /** Zeros where the scaler takes no mean away. */
  readonly mean: Float64Array;
  /** Ones where it does not divide; all above 0. */
  readonly scale: Float64Array;
  /** Names of the columns that it was fitted on; null where they had none. */
  readonly featureNames: readonly string[] | null;
  /** Of scikit-learn; null where the pickle does not say. */
  readonly version: string | null;
  /** Rows that it was fitted on; null where the pickle does not say in one number. */
  readonly samples: number | null;
}
