import type { ImageSize, TimestampMs } from '../units.ts';

/** Points of MediaPipe's face mesh with irises. */
export const FACE_POINT_COUNT = 478;
export const BLENDSHAPE_COUNT = 52;
export const BODY_POINT_COUNT = 33;

/** How the picture shows a face, measured from its pixels. Luma is 0..1 of Rec. 709 on coded values. */
export interface FaceView {
  /** 95th percentile of the face's luma. */
  readonly brightness: number;
  /** Mean luma of the whole picture. */
  readonly surroundings: number;
  /** 95th minus 5th percentile of the face's luma. */
  readonly contrast: number;
  /** Fine detail against coarse: ¼ where all is blurred away, about 0.5 to 0.9 where nothing is. */
  readonly sharpness: number;
  /** Share of the face that is fully white, 0..1. */
  readonly overexposed: number;
  /** Standard deviation within lips and lids, by the face's contrast; small where something is before them. */
  readonly mouthDetail: number;
  readonly eyeDetail: number;
  /** The same of the other eye. */
  readonly weakerEyeDetail: number;
  /** Share of an eye that is a highlight, 0..1; the larger of the two. */
  readonly glare: number;
}

/** One face as the landmarker gives it. */
export interface FaceLandmarks {
  /** 478 x (x, y, z); x and y are fractions of image width and height, z in the scale of x. */
  readonly points: Float32Array;
  /** 52 scores, 0..1, in the order of `BLENDSHAPE_NAMES`. */
  readonly blendshapes: Float32Array;
  /** 4x4 facial transformation, column-major, centimetres. */
  readonly matrix: Float32Array;
  /** null where there were no pixels to measure. */
  readonly view: FaceView | null;
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
