/**
 * Names for the points of MediaPipe's 478-point face mesh that a formula uses. Sides are the
 * person's own: their right eye is at image left. Numbering: MediaPipe `face_mesh` canonical model
 * (Apache-2.0).
 */
export const FACE_POINT = {
  foreheadTop: 10,
  chin: 152,
  rightChin: 148,
  leftChin: 377,

  rightEyeOuter: 33,
  rightEyeInner: 133,
  rightUpperLidOuter: 160,
  rightUpperLid: 159,
  rightUpperLidInner: 158,
  rightLowerLidOuter: 144,
  rightLowerLid: 145,
  rightLowerLidInner: 153,
  rightIris: 468,
  leftEyeOuter: 263,
  leftEyeInner: 362,
  leftUpperLidOuter: 387,
  leftUpperLid: 386,
  leftUpperLidInner: 385,
  leftLowerLidOuter: 373,
  leftLowerLid: 374,
  leftLowerLidInner: 380,
  leftIris: 473,

  rightInnerBrowLower: 55,
  rightInnerBrowUpper: 107,
  rightMiddleBrowUpper: 66,
  rightMiddleBrowLower: 65,
  leftInnerBrowLower: 285,
  leftInnerBrowUpper: 336,
  leftMiddleBrowUpper: 296,
  leftMiddleBrowLower: 295,

  noseTip: 4,
  noseTipUpper: 5,
  noseBase: 2,
  rightNostril: 97,
  leftNostril: 326,
  rightAlarCrease: 129,
  rightAlarInner: 98,
  rightAlarUpper: 64,
  rightAlar: 48,
  leftAlarCrease: 358,
  leftAlarInner: 327,
  leftAlarUpper: 294,
  leftAlar: 278,

  nasion: 168,
  glabella: 8,
  rightNoseSide: 198,
  leftNoseSide: 420,
  rightCheekbone: 117,
  leftCheekbone: 346,
  rightJaw: 132,
  leftJaw: 361,
  rightForehead: 109,
  leftForehead: 338,
  rightForeheadSide: 67,
  leftForeheadSide: 297,

  rightMouthCorner: 61,
  leftMouthCorner: 291,
  upperLipTop: 0,
  rightUpperLipPeak: 37,
  rightUpperLipTop: 39,
  leftUpperLipPeak: 267,
  leftUpperLipTop: 269,
  upperLipInner: 13,
  rightUpperLipInner: 82,
  leftUpperLipInner: 312,
  lowerLipInner: 14,
  rightLowerLipInner: 87,
  leftLowerLipInner: 317,
  lowerLipBottom: 17,
} as const;

/**
 * Points that expression hardly moves: forehead rim, temples, bridge of the nose, eye corners, nose
 * tip. The normalised frame is fitted to them with equal weights.
 */
export const RIGID_POINTS = [
  10, 109, 338, 67, 297, 103, 332, 54, 284, 21, 251, 162, 389, 127, 356, 168, 6, 197, 195, 33, 133,
  362, 263, 4, 5,
] as const;

/**
 * The points that lie where the 68-point mark-up has its own (Sagonas et al., ICCVW 2013): jaw, brows,
 * nose, eyes, lips. OpenFace takes head pose from those, so it is taken from these here.
 */
export const POSE_POINTS = [
  127, 234, 93, 132, 58, 172, 136, 150, 152, 379, 365, 397, 288, 361, 323, 454, 356, 70, 63, 105,
  66, 107, 336, 296, 334, 293, 300, 168, 197, 5, 4, 98, 97, 2, 326, 327, 33, 160, 158, 133, 153,
  144, 362, 385, 387, 263, 373, 380, 61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181,
] as const;

/** The outline of the whole face, for its bounding box. */
export const FACE_OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148,
  176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const;

/** x, y, z. */
export const FACE_POINT_STRIDE = 3;
