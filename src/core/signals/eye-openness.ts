import { FACE_POINT as P } from '../landmarks/face-points.ts';
import type { NormalisedFace } from './normalised-face.ts';

interface Eye {
  readonly corners: readonly [number, number];
  /** Upper and lower lid points that face each other. */
  readonly lids: readonly (readonly [number, number])[];
}

const RIGHT_EYE: Eye = {
  corners: [P.rightEyeOuter, P.rightEyeInner],
  lids: [
    [P.rightUpperLid, P.rightLowerLid],
    [P.rightUpperLidInner, P.rightLowerLidInner],
    [P.rightUpperLidOuter, P.rightLowerLidOuter],
  ],
};
const LEFT_EYE: Eye = {
  corners: [P.leftEyeOuter, P.leftEyeInner],
  lids: [
    [P.leftUpperLid, P.leftLowerLid],
    [P.leftUpperLidInner, P.leftLowerLidInner],
    [P.leftUpperLidOuter, P.leftLowerLidOuter],
  ],
};

/** The one at image left first. */
export const EYES: readonly Eye[] = [RIGHT_EYE, LEFT_EYE];

const opennessOf = (face: NormalisedFace, eye: Eye): number => {
  let gap = 0;
  for (const [upper, lower] of eye.lids) gap += face.distance(upper, lower) / eye.lids.length;
  return gap / face.distance(eye.corners[0], eye.corners[1]);
};

/**
 * Eye aspect ratio, mean of both eyes: lid gap over eye width; about 0.3 open, under 0.15 closed.
 * Soukupova & Cech, CVWW 2016, with three lid pairs instead of two.
 */
export const eyeAspectRatio = (face: NormalisedFace): number =>
  (opennessOf(face, RIGHT_EYE) + opennessOf(face, LEFT_EYE)) / 2;
