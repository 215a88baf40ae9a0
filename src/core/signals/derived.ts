import { featureIndex } from './face-signal.ts';

/** Three readings that the original Smart LMS derives from the action units. */
export interface DerivedReadings {
  /** (AU06 + AU12) / 2, 0..5 */
  readonly smileIntensity: number;
  /** (AU01 + AU02 + AU04) / 3, 0..5 */
  readonly confusionLevel: number;
  /** max(0, AU07 + AU45 - AU05), 0..10 */
  readonly drowsinessLevel: number;
}

const AU01 = featureIndex('AU01');
const AU02 = featureIndex('AU02');
const AU04 = featureIndex('AU04');
const AU05 = featureIndex('AU05');
const AU06 = featureIndex('AU06');
const AU07 = featureIndex('AU07');
const AU12 = featureIndex('AU12');
const AU45 = featureIndex('AU45');

/** `features`: the 22 of `FACE_FEATURES`, starting at `offset`. */
export function deriveReadings(features: Float32Array, offset = 0): DerivedReadings {
  const of = (index: number): number => features[offset + index] as number;
  return {
    smileIntensity: (of(AU06) + of(AU12)) / 2,
    confusionLevel: (of(AU01) + of(AU02) + of(AU04)) / 3,
    drowsinessLevel: Math.max(0, of(AU07) + of(AU45) - of(AU05)),
  };
}
