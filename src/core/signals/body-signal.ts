import { bodyPointIndex, BODY_POINT_STRIDE as STRIDE } from '../landmarks/body-points.ts';
import type { BodyPointName } from '../landmarks/body-points.ts';
import type { BodyFrame } from '../landmarks/landmark-frame.ts';
import { radians } from '../units.ts';
import type { BodyReading } from './body-reading.ts';

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

export interface BodySampler {
  /** Frames in order of time, of one person. */
  sample(frame: BodyFrame): BodyReading;
}

/** Measures against the person's own usual posture, so it has to see them in order. */
export function createBodySampler(): BodySampler {
  return {
    sample(frame) {
      const { capturedAt } = frame;
      if (frame.body === null) return { kind: 'absent', capturedAt };
      const nose = place(frame, 'nose');
      const left = place(frame, 'leftShoulder');
      const right = place(frame, 'rightShoulder');
      const wrists = [place(frame, 'leftWrist'), place(frame, 'rightWrist')];
      return {
        kind: 'body',
        capturedAt,
        // The person's left shoulder lies towards image right.
        shoulderTilt:
          left === null || right === null
            ? null
            : radians(Math.atan2(left.y - right.y, left.x - right.x)),
        lean: null,
        slouch: null,
        handOnFace: null,
        handRaised:
          nose === null ? null : wrists.some((wrist) => wrist !== null && wrist.y < nose.y),
        motion: null,
      };
    },
  };
}
