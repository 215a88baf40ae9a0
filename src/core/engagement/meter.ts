import type { NeutralPose } from '../calibration/gaze-calibration.ts';
import type { BodyReading } from '../signals/body-reading.ts';
import type { FaceSample, Observation } from '../signals/face-sample.ts';
import { featureIndex } from '../signals/face-signal.ts';
import { UNREADABLE_REASONS } from '../signals/quality-issues.ts';
import type { DurationMs, Probability, TimestampMs } from '../units.ts';
import { durationMs, elapsed } from '../units.ts';
import { createAngleMeter } from './attention-angles.ts';
import { createDrowsinessMeter } from './drowsiness.ts';
import { createEyeMeter, type EyeReading } from './eyes.ts';
import { createReasonKeeper } from './reason.ts';
import type { EngagementReading, StatusReason } from './reading.ts';
import { losses, PARTS, scoreComponents, type ScoreComponents, scoreOf } from './score.ts';
import { createSmoother } from './smoothing.ts';
import { createStatusKeeper } from './status.ts';

/** Why these: docs/ENGAGEMENT.md. */
export const METER_RULES = {
  /** Time constant of each component's loss. */
  smoothing: durationMs(1000),
  /** A face has to have been seen this long before it is scored. */
  start: durationMs(500),
  /** After an absence longer than this the meter starts anew. */
  restart: durationMs(2000),
  /** A face missed or unreadable for less than this keeps its reading: landmarkers miss single frames. */
  grace: durationMs(500),
} as const;

const AU45 = featureIndex('AU45');

export interface EngagementMeter {
  /**
   * The reading of one moment. Observations come in order of time; `body` is the newest reading
   * that still holds, or null.
   */
  push(observation: Observation, body?: BodyReading | null): EngagementReading;
  /** A yawn ended. */
  yawned(at: TimestampMs): void;
  /** Gaze and head are measured from a calibration's neutral; null: from a learned one again. */
  useNeutral(neutral: NeutralPose | null): void;
}

/** What is learned of one person. */
const createPersonal = (neutral: NeutralPose | null) => ({
  eyes: createEyeMeter(),
  angles: createAngleMeter(neutral),
  drowsiness: createDrowsinessMeter(),
});

/** From observations to score and status. Absent gives `not_detected` with the reason, never a low score. */
export function createEngagementMeter(): EngagementMeter {
  let personal = createPersonal(null);
  let person: number | null = null;
  const smoothers = {
    gaze: createSmoother(METER_RULES.smoothing),
    head: createSmoother(METER_RULES.smoothing),
    eyes: createSmoother(METER_RULES.smoothing),
    posture: createSmoother(METER_RULES.smoothing),
  };
  const status = createStatusKeeper();
  const reasons = createReasonKeeper();
  let lastSeen: TimestampMs | null = null;
  let seenSince: TimestampMs | null = null;
  let lastReading: EngagementReading | null = null;

  const drowsinessOf = (at: TimestampMs, eyes: EyeReading): Probability | null =>
    personal.drowsiness.level(at, eyes);

  const unseen = (at: TimestampMs, reason: StatusReason): EngagementReading => {
    const eyes = personal.eyes.current(at);
    return {
      at,
      score: null,
      status: status.push(at, null),
      reason,
      perclos: eyes.perclos,
      blinkRate: eyes.blinkRate,
      drowsiness: drowsinessOf(at, eyes),
      heldFor: status.heldFor(at),
    };
  };

  /** The last reading, where the student was scored a moment ago. */
  const heldOver = (at: TimestampMs): EngagementReading | null => {
    const missing = lastSeen === null ? Infinity : elapsed(lastSeen, at);
    return lastReading === null || lastReading.score === null || missing >= METER_RULES.grace
      ? null
      : { ...lastReading, at, heldFor: status.heldFor(at) };
  };

  const restart = (at: TimestampMs): void => {
    seenSince = at;
    reasons.reset();
    for (const part of PARTS) smoothers[part].reset();
  };

  /** Time that the new sample stands for; starts anew after an absence and with another person. */
  const seen = (face: FaceSample): DurationMs => {
    const at = face.capturedAt;
    const away = lastSeen === null ? null : elapsed(lastSeen, at);
    lastSeen = at;
    if (person !== null && face.person !== person) {
      personal = createPersonal(null);
      restart(at);
      person = face.person;
      return durationMs(0);
    }
    person = face.person;
    if (away !== null && away <= METER_RULES.restart) return durationMs(Math.max(0, away));
    restart(at);
    return durationMs(0);
  };

  const score = (face: FaceSample, body: BodyReading | null): EngagementReading => {
    const at = face.capturedAt;
    const lasted = seen(face);
    const eyes = personal.eyes.push(at, face.features[AU45] as number);
    const { closedFor, perclos, blinkRate } = eyes;
    const drowsiness = drowsinessOf(at, eyes);
    const inputs = {
      ...personal.angles.push(face.features, closedFor === 0, lasted),
      closedFor,
      drowsiness,
      posture: body?.kind === 'body' ? body : null,
    };
    const now = losses(scoreComponents(inputs));
    const lost: ScoreComponents = {
      gaze: smoothers.gaze.push(at, now.gaze),
      head: smoothers.head.push(at, now.head),
      eyes: smoothers.eyes.push(at, now.eyes),
      posture: smoothers.posture.push(at, now.posture),
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
      drowsiness,
      heldFor: status.heldFor(at),
    };
  };

  const read = (observation: Observation, body: BodyReading | null): EngagementReading => {
    const at = observation.capturedAt;
    if (observation.kind === 'face') {
      return observation.features.every(Number.isFinite)
        ? score(observation, body)
        : (heldOver(at) ?? unseen(at, 'landmarker_unavailable'));
    }
    const missed = PASSING.has(observation.reason) ? heldOver(at) : null;
    return missed ?? unseen(at, observation.reason);
  };

  return {
    push(observation, body = null) {
      lastReading = read(observation, body);
      return lastReading;
    },
    yawned(at) {
      personal.drowsiness.yawned(at);
    },
    useNeutral(neutral) {
      personal.angles = createAngleMeter(neutral);
    },
  };
}

/** What may be over with the next frame. */
const PASSING = new Set<StatusReason>(['no_face', ...UNREADABLE_REASONS]);
