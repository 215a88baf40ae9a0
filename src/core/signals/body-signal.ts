import { bodyPointIndex, BODY_POINT_STRIDE as STRIDE } from '../landmarks/body-points.ts';
import type { BodyPointName } from '../landmarks/body-points.ts';
import type { BodyFrame } from '../landmarks/landmark-frame.ts';
import { radians } from '../units.ts';
import type { Radians, TimestampMs } from '../units.ts';

/** What is read of the body beside the face. What cannot be seen is null. */
export type BodyObservation =
  | {
      readonly kind: 'body';
      readonly capturedAt: TimestampMs;
      /** The line of the shoulders against the horizontal; > 0 clockwise in the image. */
      readonly shoulderTilt: Radians | null;
      /** Shoulder width over image width: grows as the student leans towards the camera. */
      readonly nearness: number | null;
      /** Height of the nose over the shoulders, in shoulder widths: falls as the student slumps. */
      readonly headHeight: number | null;
      /** A wrist above the nose. */
      readonly handRaised: boolean;
    }
  | { readonly kind: 'absent'; readonly capturedAt: TimestampMs };

/** A point less visible than this is not used; the model's own half-way mark. */
const VISIBLE = 0.5;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Pixels, or null where the point is hidden. */
function place({ body, image }: BodyFrame, name: BodyPointName): Place | null {
  const from = bodyPointIndex(name) * STRIDE;
  if (body === null || (body[from + 3] as number) < VISIBLE) return null;
  return { x: (body[from] as number) * image.width, y: (body[from + 1] as number) * image.height };
}

export function readBody(frame: BodyFrame): BodyObservation {
  const { capturedAt, image } = frame;
  if (frame.body === null) return { kind: 'absent', capturedAt };
  const nose = place(frame, 'nose');
  const left = place(frame, 'leftShoulder');
  const right = place(frame, 'rightShoulder');
  const wrists = [place(frame, 'leftWrist'), place(frame, 'rightWrist')];
  const handRaised = nose !== null && wrists.some((wrist) => wrist !== null && wrist.y < nose.y);
  if (left === null || right === null) {
    const unknown = { shoulderTilt: null, nearness: null, headHeight: null };
    return { kind: 'body', capturedAt, ...unknown, handRaised };
  }
  // The person's left shoulder lies towards image right.
  const width = Math.hypot(left.x - right.x, left.y - right.y);
  const middle = (left.y + right.y) / 2;
  return {
    kind: 'body',
    capturedAt,
    shoulderTilt: radians(Math.atan2(left.y - right.y, left.x - right.x)),
    nearness: width / image.width,
    headHeight: nose === null || width === 0 ? null : (middle - nose.y) / width,
    handRaised,
  };
}
