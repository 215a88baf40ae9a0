import type { ImageSize, TimestampMs } from '../units.ts';

/** Points of MediaPipe's face mesh with irises. */
export const FACE_POINT_COUNT = 478;
export const BLENDSHAPE_COUNT = 52;
export const BODY_POINT_COUNT = 33;

/** One face as the landmarker gives it. */
export interface FaceLandmarks {
  /** 478 x (x, y, z); x and y are fractions of image width and height, z in the scale of x. */
  readonly points: Float32Array;
  /** 52 scores, 0..1, in the order of `BLENDSHAPE_NAMES`. */
  readonly blendshapes: Float32Array;
  /** 4x4 facial transformation, column-major, centimetres. */
  readonly matrix: Float32Array;
}

/** Every face found in one captured image. An empty list means that nobody was found. */
export interface FaceFrame {
  readonly capturedAt: TimestampMs;
  readonly image: ImageSize;
  readonly faces: readonly FaceLandmarks[];
}

/** The body found in one captured image, or null where none was. */
export interface BodyFrame {
  readonly capturedAt: TimestampMs;
  readonly image: ImageSize;
  /** 33 x (x, y, z, visibility), normalised as in `FaceLandmarks.points`. */
  readonly body: Float32Array | null;
}
