import { FACE_POINT as P } from '../landmarks/face-points.ts';

interface Eye {
  readonly corners: readonly [number, number];
  /** Upper and lower lid points that face each other. */
  readonly lids: readonly (readonly [number, number])[];
}

/**
 * The points of the eye aspect ratio, the eye at image left first: lid gap over eye width, mean of
 * both eyes; about 0.3 open, under 0.15 closed. Soukupova & Cech, CVWW 2016, with three lid pairs
 * instead of two.
 */
export const EYES: readonly Eye[] = [
  {
    corners: [P.rightEyeOuter, P.rightEyeInner],
    lids: [
      [P.rightUpperLid, P.rightLowerLid],
      [P.rightUpperLidInner, P.rightLowerLidInner],
      [P.rightUpperLidOuter, P.rightLowerLidOuter],
    ],
  },
  {
    corners: [P.leftEyeOuter, P.leftEyeInner],
    lids: [
      [P.leftUpperLid, P.leftLowerLid],
      [P.leftUpperLidInner, P.leftLowerLidInner],
      [P.leftUpperLidOuter, P.leftLowerLidOuter],
    ],
  },
];
