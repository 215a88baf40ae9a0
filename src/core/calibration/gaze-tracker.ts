import { NEUTRAL_RULES } from '../engagement/attention-angles.ts';
import { createNeutralDirection } from '../engagement/neutral-direction.ts';
import { createSmoother } from '../engagement/smoothing.ts';
import { at } from '../numeric/at.ts';
import type { Observation } from '../signals/face-sample.ts';
import { FACE_FEATURE_COUNT, featureIndex } from '../signals/face-signal.ts';
import {
  durationMs,
  elapsed,
  probability,
  type Probability,
  radians,
  type TimestampMs,
} from '../units.ts';
import { SAMPLE_RULES } from './calibration-run.ts';
import type { GazeCalibration } from './gaze-calibration.ts';
import { coarseDirection, gazeOnScreen, type CoarseDirection } from './on-screen.ts';

/** What is claimed of the gaze at a moment, never more. */
export type LiveGaze =
  | { readonly kind: 'coarse'; readonly direction: CoarseDirection }
  /** x, y: fractions of the calibrated area from its top left; outside 0..1 is beside it. */
  | {
      readonly kind: 'calibrated';
      readonly onScreen: Probability;
      readonly x: number;
      readonly y: number;
    };

/** A look is shown a moment late and steadily, rather than at once and trembling. */
const SMOOTHING = durationMs(600);
/** A blink or a missed frame hides nothing; this long without open eyes does. */
const HOLDS = durationMs(1000);

const GAZE_X = featureIndex('gaze_angle_x');
const GAZE_Y = featureIndex('gaze_angle_y');
const AU45 = featureIndex('AU45');

/** Follows where the gaze goes: on the screen by a calibration, else against the usual direction. */
export interface GazeTracker {
  /** null: from now on by none. A poor one teaches the middle of the screen alone. */
  useCalibration(calibration: GazeCalibration | null): void;
  /** In order of time. */
  push(observation: Observation): void;
  /** null where nothing was seen of the eyes just before `now`. */
  current(now: TimestampMs): LiveGaze | null;
}

export function createGazeTracker(): GazeTracker {
  const usual = {
    gazeX: createNeutralDirection(NEUTRAL_RULES.gazeX),
    gazeY: createNeutralDirection(NEUTRAL_RULES.gazeY),
  };
  const smooth = {
    gazeX: createSmoother(SMOOTHING),
    gazeY: createSmoother(SMOOTHING),
    onScreen: createSmoother(SMOOTHING),
    x: createSmoother(SMOOTHING),
    y: createSmoother(SMOOTHING),
  };
  const smoothed = new Float32Array(FACE_FEATURE_COUNT);
  let calibration: GazeCalibration | null = null;
  let seenAt: TimestampMs | null = null;
  let gaze: LiveGaze | null = null;

  const startAnew = (): void => {
    for (const smoother of Object.values(smooth)) smoother.reset();
    gaze = null;
  };

  return {
    useCalibration(next) {
      calibration = next;
      startAnew();
    },
    push(observation) {
      if (observation.kind !== 'face') return;
      const { capturedAt, features, quality } = observation;
      const open = at(features, AU45) < SAMPLE_RULES.closed;
      if (!open || quality < SAMPLE_RULES.leastQuality) return;
      const away = seenAt === null ? Infinity : elapsed(seenAt, capturedAt);
      if (away > HOLDS) startAnew();
      seenAt = capturedAt;
      const gazeX = at(features, GAZE_X);
      const gazeY = at(features, GAZE_Y);
      const lasted = durationMs(away > HOLDS ? 0 : away);
      usual.gazeX.learn(gazeX, lasted);
      usual.gazeY.learn(gazeY, lasted);
      if (calibration === null || calibration.validation.verdict === 'poor') {
        smoothed[GAZE_X] = smooth.gazeX.push(capturedAt, gazeX);
        smoothed[GAZE_Y] = smooth.gazeY.push(capturedAt, gazeY);
        const neutral = calibration?.neutral ?? {
          gazeX: radians(usual.gazeX.current()),
          gazeY: radians(usual.gazeY.current()),
        };
        gaze = { kind: 'coarse', direction: coarseDirection(smoothed, neutral) };
        return;
      }
      const { onScreen, point } = gazeOnScreen(calibration, observation);
      gaze = {
        kind: 'calibrated',
        onScreen: probability(smooth.onScreen.push(capturedAt, onScreen)),
        x: smooth.x.push(capturedAt, point.x),
        y: smooth.y.push(capturedAt, point.y),
      };
    },
    current: (now) => (seenAt !== null && elapsed(seenAt, now) <= HOLDS ? gaze : null),
  };
}
