import { bodyPointIndex } from '../landmarks/body-points.ts';
import { durationMs, elapsed, type TimestampMs } from '../units.ts';
import { BODY, type BodyPlaces } from './body-places.ts';

/** What the model marks of each hand. */
const HAND_POINTS = [
  'leftWrist',
  'leftPinky',
  'leftIndex',
  'leftThumb',
  'rightWrist',
  'rightPinky',
  'rightIndex',
  'rightThumb',
] as const;
const HANDS = HAND_POINTS.map(bodyPointIndex);
const ARMS = [
  { shoulder: BODY.leftShoulder, elbow: BODY.leftElbow, wrist: BODY.leftWrist },
  { shoulder: BODY.rightShoulder, elbow: BODY.rightElbow, wrist: BODY.rightWrist },
] as const;

/**
 * The face as an ellipse, in face breadths: centred a little below the middle of eyes and mouth,
 * since hands prop up chins; wider than the face by the thickness of fingers. Fitted to 1,913
 * desk poses, see docs/FEATURES.md.
 */
const FACE_ELLIPSE = { down: 0.25, halfWidth: 0.75, halfHeight: 0.9 } as const;
/** A hand that is there has to go this much further away to be gone. */
const RELEASE = 1.15;
/** Eyes to mouth against ear to ear, frontal (canonical face); a turned face keeps the former. */
const BREADTH_OF_HEIGHT = 2.05;
/** Wrist over shoulder, in shoulder widths. */
const RAISED = 0.2;
/** A change has to last this long: single frames are misread. */
const DWELL = durationMs(250);

/** 1 on the ellipse, less within; Infinity where no hand is seen, null where no face is. */
export function handToFace(places: BodyPlaces): number | null {
  if (!places.areSeen(BODY.leftEye, BODY.rightEye, BODY.mouthLeft, BODY.mouthRight)) return null;
  const eyesX = (places.x(BODY.leftEye) + places.x(BODY.rightEye)) / 2;
  const eyesY = (places.y(BODY.leftEye) + places.y(BODY.rightEye)) / 2;
  const mouthX = (places.x(BODY.mouthLeft) + places.x(BODY.mouthRight)) / 2;
  const mouthY = (places.y(BODY.mouthLeft) + places.y(BODY.mouthRight)) / 2;
  const tall = Math.hypot(mouthX - eyesX, mouthY - eyesY);
  const ears = places.areSeen(BODY.leftEar, BODY.rightEar)
    ? places.distance(BODY.leftEar, BODY.rightEar)
    : 0;
  const breadth = Math.max(ears, BREADTH_OF_HEIGHT * tall);
  if (!(breadth > 0 && tall > 0)) return null;
  // The face's own axes: down is from the eyes to the mouth.
  const downX = (mouthX - eyesX) / tall;
  const downY = (mouthY - eyesY) / tall;
  let nearest = Number.POSITIVE_INFINITY;
  for (const hand of HANDS) {
    if (!places.isSeen(hand)) continue;
    const x = (places.x(hand) - (eyesX + mouthX) / 2) / breadth;
    const y = (places.y(hand) - (eyesY + mouthY) / 2) / breadth;
    const down = x * downX + y * downY - FACE_ELLIPSE.down;
    const aside = x * downY - y * downX;
    const away = Math.hypot(aside / FACE_ELLIPSE.halfWidth, down / FACE_ELLIPSE.halfHeight);
    if (away < nearest) nearest = away;
  }
  return nearest;
}

/** Whether a wrist is clearly over its shoulder and over its elbow. */
export function isWristUp(places: BodyPlaces, shoulderWidth: number): boolean {
  for (const { shoulder, elbow, wrist } of ARMS) {
    if (!places.areSeen(shoulder, wrist)) continue;
    const isOverShoulder = places.y(shoulder) - places.y(wrist) > RAISED * shoulderWidth;
    const isOverElbow = !places.isSeen(elbow) || places.y(wrist) < places.y(elbow);
    if (isOverShoulder && isOverElbow) return true;
  }
  return false;
}

export interface HandReader {
  read(at: TimestampMs, places: BodyPlaces, shoulderWidth: number | null): HandReading;
}

export interface HandReading {
  readonly handOnFace: boolean | null;
  readonly handRaised: boolean | null;
}

/** Hands on the face and raised hands, each change held back until it has lasted. */
export function createHandReader(): HandReader {
  const onFace = createHeldFlag();
  const raised = createHeldFlag();
  return {
    read(at, places, shoulderWidth) {
      const away = handToFace(places);
      const limit = onFace.current() === true ? RELEASE : 1;
      const handOnFace = onFace.push(at, away === null ? null : away <= limit);
      const up = shoulderWidth === null ? null : isWristUp(places, shoulderWidth);
      return {
        handOnFace,
        handRaised: raised.push(at, up === null ? null : up && handOnFace !== true),
      };
    },
  };
}

interface HeldFlag {
  push(at: TimestampMs, value: boolean | null): boolean | null;
  current(): boolean | null;
}

function createHeldFlag(): HeldFlag {
  let shown: boolean | null = null;
  let changingSince: TimestampMs | null = null;
  return {
    push(at, value) {
      if (value === null || shown === null || value === shown) {
        changingSince = null;
        shown = value;
      } else {
        changingSince ??= at;
        if (elapsed(changingSince, at) >= DWELL) {
          changingSince = null;
          shown = value;
        }
      }
      return shown;
    },
    current: () => shown,
  };
}
