import type { Degrees, ImageSize, Probability, Radians, TimestampMs, Vec3 } from '../units.ts';

/** A place on the screen as its viewer sees it: x from left 0 to right 1, y from top 0 to bottom 1. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** How gaze becomes one coordinate of a screen point: screen sizes, and screen sizes per radian. */
export interface AxisModel {
  readonly offset: number;
  /** Of the gaze angle off the neutral direction. */
  readonly gaze: number;
  /** Of the head's turn (yaw for x, pitch for y) off the neutral one. */
  readonly head: number;
  /** Of the head's place off the neutral one, as an angle: millimetres over the neutral distance. */
  readonly shift: number;
}

/** One number for each direction of the screen. */
export interface PerAxis<Value> {
  readonly x: Value;
  readonly y: Value;
}

/** How this person sits and looks at the middle of this screen. */
export interface NeutralPose {
  readonly gazeX: Radians;
  readonly gazeY: Radians;
  readonly pitch: Radians;
  readonly yaw: Radians;
  readonly roll: Radians;
  /** Camera space, millimetres. */
  readonly position: Vec3;
}

/** `good`: place on the screen means something; `usable`: halves do; `poor`: only on or off. */
export type CalibrationVerdict = 'good' | 'usable' | 'poor';

/** Measured at points that the fit never saw. */
export interface CalibrationValidation {
  /** Between where the gaze was predicted from the target and where it was, all samples. */
  readonly medianError: Degrees;
  /** Of the targets' median errors the largest. */
  readonly worstError: Degrees;
  /** Samples put into the target's half of the screen: left or right, top or bottom. */
  readonly correctHalf: PerAxis<Probability>;
  readonly samples: number;
  readonly verdict: CalibrationVerdict;
}

/** Where a tested target was, and where the gaze was read while the student looked at it. */
export interface TargetLook {
  readonly target: ScreenPoint;
  readonly read: ScreenPoint;
}

/** What 20 seconds of looking at known places taught; for one person, camera and screen. */
export interface GazeCalibration {
  readonly madeAt: TimestampMs;
  /** Size of the calibrated area, CSS pixels. */
  readonly screen: ImageSize;
  readonly neutral: NeutralPose;
  /** Medians of the 22 `FACE_FEATURES` over the neutral step. */
  readonly restingFace: readonly number[];
  readonly model: PerAxis<AxisModel>;
  /** Standard deviation of a single sample's screen point, in screen widths and heights. */
  readonly spread: PerAxis<number>;
  /** The same as an angle at the eye. */
  readonly spreadAngle: PerAxis<Degrees>;
  readonly validation: CalibrationValidation;
}
