import {
  bodyPointIndex,
  BODY_POINT_STRIDE as STRIDE,
  type BodyPointName,
} from '../landmarks/body-points.ts';
import { BODY_POINT_COUNT, type BodyFrame } from '../landmarks/landmark-frame.ts';

/** A point less visible than this is not used; the model's own half-way mark. */
const VISIBLE = 0.5;
/** Points at the picture's edge or guessed beyond it wander; movement is read of clear ones alone. */
const CLEAR = 0.65;

export const BODY = {
  nose: bodyPointIndex('nose'),
  leftEye: bodyPointIndex('leftEye'),
  rightEye: bodyPointIndex('rightEye'),
  leftEar: bodyPointIndex('leftEar'),
  rightEar: bodyPointIndex('rightEar'),
  mouthLeft: bodyPointIndex('mouthLeft'),
  mouthRight: bodyPointIndex('mouthRight'),
  leftShoulder: bodyPointIndex('leftShoulder'),
  rightShoulder: bodyPointIndex('rightShoulder'),
  leftElbow: bodyPointIndex('leftElbow'),
  rightElbow: bodyPointIndex('rightElbow'),
  leftWrist: bodyPointIndex('leftWrist'),
  rightWrist: bodyPointIndex('rightWrist'),
} as const satisfies Partial<Record<BodyPointName, number>>;

/** The points of one body in pixels; overwritten by the next `read`. */
export interface BodyPlaces {
  read(body: Float32Array, image: BodyFrame['image']): void;
  /** Pixels; z in the scale of x, smaller is nearer. */
  readonly x: (point: number) => number;
  readonly y: (point: number) => number;
  readonly z: (point: number) => number;
  readonly isSeen: (point: number) => boolean;
  /** Seen clearly and inside the picture. */
  readonly isClear: (point: number) => boolean;
  readonly areSeen: (...points: readonly number[]) => boolean;
  /** Distance of two points in the image, pixels. */
  distance(a: number, b: number): number;
}

export function createBodyPlaces(): BodyPlaces {
  const places = new Float64Array(BODY_POINT_COUNT * STRIDE);
  const x = (point: number): number => places[point * STRIDE] as number;
  const y = (point: number): number => places[point * STRIDE + 1] as number;
  let width = 0;
  let height = 0;
  const isSeen = (point: number): boolean => (places[point * STRIDE + 3] as number) >= VISIBLE;
  return {
    read(body, image) {
      width = image.width;
      height = image.height;
      for (let i = 0; i < places.length; i += STRIDE) {
        places[i] = (body[i] as number) * image.width;
        places[i + 1] = (body[i + 1] as number) * image.height;
        places[i + 2] = (body[i + 2] as number) * image.width;
        places[i + 3] = body[i + 3] as number;
      }
    },
    x,
    y,
    z: (point) => places[point * STRIDE + 2] as number,
    isSeen,
    isClear: (point) =>
      (places[point * STRIDE + 3] as number) >= CLEAR &&
      x(point) >= 0 &&
      x(point) <= width &&
      y(point) >= 0 &&
      y(point) <= height,
    areSeen: (...points) => points.every(isSeen),
    distance: (a, b) => Math.hypot(x(a) - x(b), y(a) - y(b)),
  };
}
