import type { FaceFeature } from './face-signal.ts';

/** How far a feature's movement can be leaned on. */
export type ReliabilityLevel = 'good' | 'fair' | 'low';

export interface FeatureReliability {
  /**
   * Agreement with OpenFace 2.2 on the same frames, Pearson's r, median over the development
   * recordings in which the feature moves; of action units with everything fitted to the others.
   */
  readonly r: number;
  /** The same over 25 clips of 24 persons by the formulas alone, person-wise 8-fold. */
  readonly rOf25: number;
  /** By the lower of the two: good from .70, fair from .50. */
  readonly level: ReliabilityLevel;
}

const GOOD = 0.7;
const FAIR = 0.5;

export function reliabilityLevel(r: number): ReliabilityLevel {
  if (r >= GOOD) return 'good';
  return r >= FAIR ? 'fair' : 'low';
}

const of = (r: number, rOf25: number): FeatureReliability => ({
  r,
  rOf25,
  level: reliabilityLevel(Math.min(r, rOf25)),
});

/** Measured 2026-11-21; docs/AGREEMENT.md says how and has the whole tables. */
export const FEATURE_RELIABILITY: Readonly<Record<FaceFeature, FeatureReliability>> = {
  AU01: of(0.79, 0.72),
  AU02: of(0.73, 0.53),
  AU04: of(0.54, -0.11),
  AU05: of(0.91, 0.61),
  AU06: of(0.93, 0.92),
  AU07: of(0.56, 0.52),
  AU09: of(0.63, 0.63),
  AU10: of(0.89, 0.78),
  AU12: of(0.89, 0.9),
  AU14: of(0.8, 0.66),
  AU15: of(0.32, 0.28),
  AU17: of(0.48, 0.45),
  AU20: of(0.14, 0.27),
  AU23: of(0.4, 0.41),
  AU25: of(0.9, 0.81),
  AU26: of(0.7, 0.61),
  AU45: of(0.87, 0.88),
  gaze_angle_x: of(0.92, 0.91),
  gaze_angle_y: of(0.81, 0.64),
  pose_Rx: of(0.91, 0.83),
  pose_Ry: of(0.96, 0.95),
  pose_Rz: of(0.94, 0.93),
};
