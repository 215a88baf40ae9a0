/**
 * Points of MediaPipe's face mesh around which a picture is looked at. Rings run along the lids or
 * lips, so that equal places of two rings lie across from each other. Numbering: MediaPipe
 * `face_mesh` canonical model (Apache-2.0).
 */

/** Corners of the face, clockwise from its upper left in the image: temples and jaw. */
export const FACE_CORNERS = [54, 284, 365, 136] as const;

/** Edges of the face at the height of the ears; between them is its width. */
export const FACE_EDGES = [234, 454] as const;

export interface EyePoints {
  readonly corners: readonly [number, number];
  /** Everything within the lids, and the lower lid's edge. */
  readonly detail: readonly number[];
}

/** Lid lines, iris and the fold under the lower lid; the eye at image left first. */
export const EYE_POINTS: readonly [EyePoints, EyePoints] = [
  {
    corners: [33, 133],
    detail: [
      246, 161, 160, 159, 158, 157, 173, 7, 163, 144, 145, 153, 154, 155, 468, 469, 470, 471, 472,
      25, 110, 24, 23, 22, 26, 112,
    ],
  },
  {
    corners: [362, 263],
    detail: [
      466, 388, 387, 386, 385, 384, 398, 249, 390, 373, 374, 380, 381, 382, 473, 474, 475, 476, 477,
      255, 339, 254, 253, 252, 256, 341,
    ],
  },
];

/** The middle of the lips' red, once around. */
export const LIP_RING = [
  76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306, 307, 320, 404, 315, 16, 85, 180, 90, 77,
] as const;
/** The skin around the lips, across from `LIP_RING`. */
export const MOUTH_RING = [
  57, 186, 92, 165, 167, 164, 393, 391, 322, 410, 287, 273, 335, 406, 313, 18, 83, 182, 106, 43,
] as const;
/** The lips' inner edge. */
export const MOUTH_LINE = [
  78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95,
] as const;
