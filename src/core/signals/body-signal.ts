import type { BodyFrame } from '../landmarks/landmark-frame.ts';
import { durationMs, elapsed, type TimestampMs } from '../units.ts';
import { createHandReader } from './body-hands.ts';
import { createMotionReader } from './body-motion.ts';
import { createBodyPlaces } from './body-places.ts';
import { createPostureReader } from './body-posture.ts';
import type { BodyReading } from './body-reading.ts';

export interface BodySampler {
  /** Frames in order of time, of one person, at any rate. */
  sample(frame: BodyFrame): BodyReading;
  /** Another person sits down: what was usual is forgotten. */
  restart(): void;
}

/** Measures against the person's own usual posture; who comes back finds it as it was. */
export function createBodySampler(): BodySampler {
  const places = createBodyPlaces();
  let posture = createPostureReader();
  let hands = createHandReader();
  let motion = createMotionReader();
  let lastSeen: TimestampMs | null = null;

  return {
    sample(frame) {
      const { capturedAt } = frame;
      if (frame.body === null) return { kind: 'absent', capturedAt };
      const lasted = lastSeen === null ? 0 : Math.max(0, elapsed(lastSeen, capturedAt));
      lastSeen = capturedAt;
      places.read(frame.body, frame.image);
      const { shoulderTilt, lean, slouch, shoulderWidth } = posture.read(
        places,
        durationMs(lasted),
      );
      const { handOnFace, handRaised } = hands.read(capturedAt, places, shoulderWidth);
      return {
        kind: 'body',
        capturedAt,
        shoulderTilt,
        lean,
        slouch,
        handOnFace,
        handRaised,
        motion: motion.read(capturedAt, places, shoulderWidth),
      };
    },
    restart() {
      posture = createPostureReader();
      hands = createHandReader();
      motion = createMotionReader();
      lastSeen = null;
    },
  };
}
