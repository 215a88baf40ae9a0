import type { BundleWeight, NetworkBundle } from '../models/model-bundle.ts';
import type { ModelShape } from '../models/training.ts';

/** A model's form and its weights, in the order of `weightShapes`. */
export interface Network extends ModelShape {
  readonly weights: readonly BundleWeight[];
}

/** What of a bundle is run; its scaler and calibration stand before and after. */
export function networkOf({ manifest, layers, weights }: NetworkBundle): Network {
  const { window, signal } = manifest;
  return { layers, length: window.length, featureCount: signal.features.length, weights };
}
