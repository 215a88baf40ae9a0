import { createDriftingMedian, type DriftRules } from '../numeric/drifting-median.ts';
import { durationMs, radians, type DurationMs, type Radians } from '../units.ts';
import { BODY, type BodyPlaces } from './body-places.ts';

export interface Posture {
  readonly shoulderTilt: Radians | null;
  readonly lean: number | null;
  readonly slouch: number | null;
  /** The shoulders' width as it would be from the front, pixels; null until the usual is known. */
  readonly shoulderWidth: number | null;
}

export interface PostureReader {
  /** `lasted`: since the body was last seen. */
  read(places: BodyPlaces, lasted: DurationMs): Posture;
}

/** A usual posture is taken for known after this much of it was seen. */
const KNOWN = durationMs(3000);
/** The body may be looked at once a second only. */
const LONGEST_STEP = durationMs(1000);
/** A posture held for as long as all before it becomes usual, and never slower than `perMinute`. */
const SETTLING = 0.1;
const drift = (perMinute: number): DriftRules => ({
  rate: (learned) => Math.max(perMinute / 60, (1000 * SETTLING) / (learned + 500)),
  longestStep: LONGEST_STEP,
});
/** Sizes are followed by their logarithms: a chair moved back by 30 % is forgiven in ten minutes. */
const SIZE_DRIFT = drift(0.03);
/** Shoulder widths. */
const HEIGHT_DRIFT = drift(0.01);
/** Shoulders narrower than this share of their width are seen from the side: no tilt to be read. */
const FROM_THE_SIDE = 0.5;

const middle = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

/**
 * Posture against the person's own usual one. The size is the middle one of three: shoulder width
 * in the image, the same with the model's depth, and eyes to mouth. Turning the shoulders changes
 * the first two in opposite ways and a nod the third alone; coming nearer changes all three.
 */
export function createPostureReader(): PostureReader {
  const flat = createDriftingMedian(SIZE_DRIFT);
  const deep = createDriftingMedian(SIZE_DRIFT);
  const face = createDriftingMedian(SIZE_DRIFT);
  const height = createDriftingMedian(HEIGHT_DRIFT);

  return {
    read(places, lasted) {
      if (!places.areSeen(BODY.leftShoulder, BODY.rightShoulder)) return UNSEEN;
      // The person's left shoulder lies towards image right.
      const dx = places.x(BODY.leftShoulder) - places.x(BODY.rightShoulder);
      const dy = places.y(BODY.leftShoulder) - places.y(BODY.rightShoulder);
      const dz = places.z(BODY.leftShoulder) - places.z(BODY.rightShoulder);
      const width = Math.hypot(dx, dy);
      const isHeadSeen = places.areSeen(
        BODY.leftEar,
        BODY.rightEar,
        BODY.leftEye,
        BODY.rightEye,
        BODY.mouthLeft,
        BODY.mouthRight,
      );
      const logFlat = Math.log(width);
      const logDeep = Math.log(Math.hypot(width, dz));
      const logFace = isHeadSeen ? Math.log(eyesToMouth(places)) : Number.NaN;
      flat.learn(logFlat, lasted);
      deep.learn(logDeep, lasted);
      face.learn(logFace, lasted);
      const size = isHeadSeen
        ? middle(logFlat - flat.value(), logDeep - deep.value(), logFace - face.value())
        : logFlat - flat.value();
      const shoulderWidth = Math.exp(flat.value() + size);
      const isFromTheSide = width < FROM_THE_SIDE * shoulderWidth;
      const known = flat.learned() >= KNOWN;
      let slouch: number | null = null;
      if (isHeadSeen && known) {
        const now = headHeight(places) / shoulderWidth;
        height.learn(now, lasted);
        slouch = height.learned() < KNOWN ? null : height.value() - now;
      }
      return {
        shoulderTilt: isFromTheSide ? null : radians(Math.atan2(dy, dx)),
        lean: known && Number.isFinite(size) ? Math.expm1(size) : null,
        slouch: slouch !== null && Number.isFinite(slouch) ? slouch : null,
        shoulderWidth: Number.isFinite(shoulderWidth) ? shoulderWidth : null,
      };
    },
  };
}

const UNSEEN: Posture = { shoulderTilt: null, lean: null, slouch: null, shoulderWidth: null };

const eyesToMouth = (places: BodyPlaces): number =>
  Math.hypot(
    places.x(BODY.leftEye) +
      places.x(BODY.rightEye) -
      places.x(BODY.mouthLeft) -
      places.x(BODY.mouthRight),
    places.y(BODY.leftEye) +
      places.y(BODY.rightEye) -
      places.y(BODY.mouthLeft) -
      places.y(BODY.mouthRight),
  ) / 2;

/** The ears over the shoulders, pixels: a nod hardly moves the ears. */
const headHeight = (places: BodyPlaces): number =>
  (places.y(BODY.leftShoulder) +
    places.y(BODY.rightShoulder) -
    places.y(BODY.leftEar) -
    places.y(BODY.rightEar)) /
  2;
