import type { SourcedWindow } from '../dataset/sided-window.ts';
import type { BundleManifest } from './bundle-manifest.ts';

/** A window as it was recorded: length x features, unscaled, and how many rows of it are padding. */
export type PredictedWindow = Pick<SourcedWindow, 'values' | 'padding'>;

/** A bundle of whatever kind, ready to answer. */
export interface BundlePredictor {
  readonly manifest: BundleManifest;
  /** Calibrated, one row each, in their order. */
  probabilities(windows: readonly PredictedWindow[]): Promise<readonly (readonly number[])[]>;
  close(): void;
}

/** One that tells its outputs before calibration as well. */
export interface RawPredictor extends BundlePredictor {
  outputs(windows: readonly PredictedWindow[]): Promise<readonly (readonly number[])[]>;
}
