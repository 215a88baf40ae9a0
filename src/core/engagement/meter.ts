import { featureIndex } from '../signals/face-signal.ts';
import type { FaceSample, Observation } from '../signals/face-sample.ts';
import type { DurationMs, TimestampMs } from '../units.ts';
import { durationMs, elapsed } from '../units.ts';
import { createAngleMeter } from './attention-angles.ts';
import { createEyeMeter } from './eyes.ts';
import { createReasonKeeper } from './reason.ts';
import type { EngagementReading, StatusReason } from './reading.ts';
import { losses, scoreComponents, type ScoreComponents, scoreOf } from './score.ts';
import { createSmoother } from './smoothing.ts';
import { createStatusKeeper } from './status.ts';

/** Why these: docs/ENGAGEMENT.md. */
export const METER_RULES = {
  /** Time constant of each component's loss. */
  smoothing: durationMs(1000),
  /** Features below this quality are not scored. */
  leastQuality: 0.25,
  /** A face has to have been seen this long before it is scored. */
  start: durationMs(500),
  /** After an absence longer than this the meter starts anew. */
  restart: durationMs(2000),
  /** A face missed for less than this keeps its reading: landmarkers miss single frames. */
  grace: durationMs(500),
} as const;

const AU45 = featureIndex('AU45');

export interface EngagementMeter {
  /** The reading of one moment. Observations come in order of time. */
  push(observation: Observation): EngagementReading;
}

/** From observations to score and status. Absent gives `not_detected` with the reason, never a low score. */
export function createEngagementMeter(): EngagementMeter {
  const eyes = createEyeMeter();
  const angles = createAngleMeter();
  const smoothers = {
    gaze: createSmoother(METER_RULES.smoothing),
    head: createSmoother(METER_RULES.smoothing),
    eyes: createSmoother(METER_RULES.smoothing),
  };
  const status = createStatusKeeper();
  const reasons = createReasonKeeper();
  let lastSeen: TimestampMs | null = null;
  let seenSince: TimestampMs | null = null;
  let lastReading: EngagementReading | null = null;

  const unseen = (at: TimestampMs, reason: StatusReason): EngagementReading => {
    const { perclos, blinkRate } = eyes.current(at);
    const shown = status.push(at, null);
    const heldFor = status.heldFor(at);
    return {
      at,
      score: null,
      status: shown,
      reason,
      perclos,
      blinkRate,
      drowsiness: null,
      heldFor,
    };
  };

  /** The last reading, where the student was scored a moment ago. */
  const heldOver = (at: TimestampMs): EngagementReading | null => {
    const missing = lastSeen === null ? Infinity : elapsed(lastSeen, at);
    return lastReading === null || lastReading.score === null || missing >= METER_RULES.grace
      ? null
      : { ...lastReading, at, heldFor: status.heldFor(at) };
  };

  /** Time that the new sample stands for; starts anew where the last one is too long ago. */
  const seen = (at: TimestampMs): DurationMs => {
    const away = lastSeen === null ? null : elapsed(lastSeen, at);
    lastSeen = at;
    if (away !== null && away <= METER_RULES.restart) return durationMs(Math.max(0, away));
    seenSince = at;
    reasons.reset();
    for (const smoother of Object.values(smoothers)) smoother.reset();
    return durationMs(0);
  };

  const score = (face: FaceSample): EngagementReading => {
    const at = face.capturedAt;
    const lasted = seen(at);
    const { closedFor, perclos, blinkRate } = eyes.push(at, face.features[AU45] as number);
    const inputs = { ...angles.push(face.features, closedFor === 0, lasted), closedFor, perclos };
    const now = losses(scoreComponents(inputs));
    const lost: ScoreComponents = {
      gaze: smoothers.gaze.push(at, now.gaze),
      head: smoothers.head.push(at, now.head),
      eyes: smoothers.eyes.push(at, now.eyes),
    };
    if (elapsed(seenSince ?? at, at) < METER_RULES.start) return unseen(at, 'starting');
    const value = scoreOf(lost);
    const shown = status.push(at, value);
    return {
      at,
      score: value,
      status: shown,
      reason: shown === 'not_detected' ? null : reasons.push(shown, lost, inputs),
      perclos,
      blinkRate,
      drowsiness: null,
      heldFor: status.heldFor(at),
    };
  };

  const read = (observation: Observation): EngagementReading => {
    const at = observation.capturedAt;
    if (observation.kind === 'face') {
      const readable =
        observation.quality >= METER_RULES.leastQuality &&
        observation.features.every(Number.isFinite);
      return readable ? score(observation) : (heldOver(at) ?? unseen(at, 'poor_view'));
    }
    const missed = observation.reason === 'no_face' ? heldOver(at) : null;
    return missed ?? unseen(at, observation.reason);
  };

  return {
    push(observation) {
      lastReading = read(observation);
      return lastReading;
    },
  };
}
