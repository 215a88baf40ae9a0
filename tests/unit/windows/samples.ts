import { FACE_FEATURE_COUNT } from '#core/signals/face-signal.ts';
import type { AbsenceReason, AbsentSample } from '#core/signals/face-sample.ts';
import { timestampMs } from '#core/units.ts';
import type { WindowInput } from '#core/windows/sliding-window.ts';

/** A face whose every feature f is `signal(t, f)`. */
export const faceAt = (t: number, signal: (t: number, feature: number) => number): WindowInput => ({
  kind: 'face',
  capturedAt: timestampMs(t),
  features: Float32Array.from({ length: FACE_FEATURE_COUNT }, (_, feature) => signal(t, feature)),
});

export const absentAt = (t: number, reason: AbsenceReason = 'no_face'): AbsentSample => ({
  kind: 'absent',
  capturedAt: timestampMs(t),
  reason,
});

/** Slow enough for 10 fps: below 1 Hz, every feature with its own phase. */
export const wave = (t: number, feature: number): number =>
  Math.sin((2 * Math.PI * 0.5 * t) / 1000 + feature);

/** A straight line, which linear interpolation must meet exactly. */
export const line = (t: number, feature: number): number => 0.001 * t * (feature + 1);
