import type { FaceView } from '#core/landmarks/landmark-frame.ts';

/** A well-lit, sharp face without anything before it: middle values of real photographs. */
export const CLEAR_VIEW: FaceView = {
  brightness: 0.7,
  surroundings: 0.4,
  contrast: 0.4,
  sharpness: 0.6,
  overexposed: 0,
  mouthDetail: 0.25,
  eyeDetail: 0.22,
  weakerEyeDetail: 0.17,
  glare: 0,
};
