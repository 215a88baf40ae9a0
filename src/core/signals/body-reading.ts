import type { Radians, TimestampMs } from '../units.ts';

/** What is read of the body beside the face. What cannot be seen is null, never 0. */
export interface BodySample {
  readonly kind: 'body';
  readonly capturedAt: TimestampMs;
  /** The line of the shoulders against the horizontal; > 0 clockwise in the image. */
  readonly shoulderTilt: Radians | null;
  /** Size against this person's usual, minus 1; > 0 towards the camera. */
  readonly lean: number | null;
  /** How far the head sank below its usual height over the shoulders, in shoulder widths; > 0 lower. */
  readonly slouch: number | null;
  readonly handOnFace: boolean | null;
  readonly handRaised: boolean | null;
  /** Fidgeting: mean speed of the upper body's seen points over the last second, shoulder widths a second. */
  readonly motion: number | null;
}

export type BodyReading =
  BodySample | { readonly kind: 'absent'; readonly capturedAt: TimestampMs };
