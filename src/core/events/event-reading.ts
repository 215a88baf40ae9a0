import { createAngleMeter } from '../engagement/attention-angles.ts';
import type { Blink } from '../engagement/blinks.ts';
import { createLidReader } from '../engagement/lids.ts';
import type { NeutralPose } from '../calibration/gaze-calibration.ts';
import { HALF_AT } from '../engagement/score.ts';
import { createRunningQuantile } from '../signals/baseline.ts';
import type { BodySample } from '../signals/body-reading.ts';
import type { FaceSample, Observation } from '../signals/face-sample.ts';
import { featureIndex } from '../signals/face-signal.ts';
import {
  durationMs,
  elapsed,
  radians,
  toDegrees,
  type DurationMs,
  type TimestampMs,
} from '../units.ts';
import { createUsualAngle } from './usual-angle.ts';

export type Side = 'left' | 'right' | 'up' | 'down';

/** What the detectors look at, of one moment. null: not to be had. */
export interface EventReading {
  /** 1 where nobody is in view, else 0. */
  readonly nobody: number | null;
  readonly faces: number | null;
  /** AU12 above this person's resting mouth. */
  readonly smile: number | null;
  /** AU45 over the level from which this person's eyes count as closed. */
  readonly closure: number | null;
  /** How wide mouth and jaw are open, 1 where a yawn begins. */
  readonly gape: number | null;
  /** Down, degrees. */
  readonly pitch: number | null;
  /** Off the usual direction, degrees; > 0 to the student's right. */
  readonly turn: number | null;
  /** How far gaze or head, whichever is further, is off, in the limits of docs/ENGAGEMENT.md. */
  readonly off: number | null;
  readonly offTo: Side | null;
  readonly blink: Blink | null;
}

const AU12 = featureIndex('AU12');
const AU25 = featureIndex('AU25');
const AU26 = featureIndex('AU26');
const AU45 = featureIndex('AU45');
const PITCH = featureIndex('pose_Rx');
const YAW = featureIndex('pose_Ry');

/** A yawning jaw is about 3 cm down; in speech both pass these for moments only. */
const GAPE = { au25: 1.5, au26: 2 } as const;
/** Some mouths rest with their corners up; somebody who smiles all the time is still smiling. */
const RESTING_MOUTH = { quantile: 0.1, highest: 0.6 } as const;
/** A head too far turned to be read is this far off. */
const TURNED_AWAY = 2;
/** A face that was not seen for longer is read anew. */
const MEMORY = durationMs(1000);

const NOTHING: EventReading = {
  nobody: null,
  faces: null,
  smile: null,
  closure: null,
  gape: null,
  pitch: null,
  turn: null,
  off: null,
  offTo: null,
  blink: null,
};

interface Offset {
  readonly right: number;
  readonly down: number;
}
const length = ({ right, down }: Offset): number => Math.hypot(right, down);
const sideOf = ({ right, down }: Offset): Side =>
  Math.abs(right) >= Math.abs(down) ? (right > 0 ? 'right' : 'left') : down > 0 ? 'down' : 'up';

export interface EventReader {
  /** `body`: what is seen of it now, if anything. */
  read(observation: Observation, body: BodySample | null): EventReading;
  /** Looking away is measured from a calibration's neutral; null: from a learned one. */
  useNeutral(neutral: NeutralPose | null): void;
  /** Another person: what was learnt of the one before goes. */
  reset(): void;
}

/** From observations to what events are found in. */
export function createEventReader(): EventReader {
  let lids = createLidReader();
  let angles = createAngleMeter();
  const usualYaw = createUsualAngle();
  const restingMouth = createRunningQuantile(RESTING_MOUTH.quantile);
  let lastSeen: TimestampMs | null = null;
  let last: EventReading = NOTHING;

  const smileOf = (au12: number, lasted: DurationMs): number => {
    restingMouth.add(au12, Math.max(1, Math.round(lasted)));
    return au12 - Math.min(RESTING_MOUTH.highest, restingMouth.value());
  };

  const read = (face: FaceSample): EventReading => {
    const { features, capturedAt } = face;
    const value = (index: number): number => features[index] as number;
    const away = lastSeen === null ? null : elapsed(lastSeen, capturedAt);
    const lasted = away === null || away > MEMORY ? durationMs(0) : away;
    lastSeen = capturedAt;
    const { blink, closedLevel, closedSince } = lids.push(capturedAt, value(AU45));
    const angle = angles.push(features, closedSince === null, lasted);
    const gaze = { right: -angle.gazeX / HALF_AT.gazeX, down: angle.gazeY / HALF_AT.gazeY };
    const head = { right: angle.yaw / HALF_AT.yaw, down: angle.pitch / HALF_AT.pitch };
    const furthest = length(gaze) >= length(head) ? gaze : head;
    return {
      nobody: 0,
      faces: face.faceCount,
      smile: smileOf(value(AU12), lasted),
      closure: value(AU45) / closedLevel,
      gape: Math.min(value(AU25) / GAPE.au25, value(AU26) / GAPE.au26),
      pitch: toDegrees(radians(value(PITCH))),
      turn: usualYaw.push(toDegrees(radians(value(YAW))), lasted),
      off: length(furthest),
      offTo: sideOf(furthest),
      blink,
    };
  };

  /** A head that turned until it could not be read any more is turned still. */
  const turnedAway = (at: TimestampMs): EventReading => {
    const known = lastSeen !== null && elapsed(lastSeen, at) <= MEMORY;
    if (known) lastSeen = at;
    const { turn, offTo } = known ? last : NOTHING;
    return { ...NOTHING, nobody: 0, turn, off: TURNED_AWAY, offTo };
  };

  const readAny = (observation: Observation, body: BodySample | null): EventReading => {
    if (observation.kind === 'absent') {
      if (observation.reason === 'turned_away') return turnedAway(observation.capturedAt);
      const nobody = observation.reason === 'no_face' && body === null;
      return { ...NOTHING, nobody: nobody ? 1 : 0 };
    }
    return observation.features.every(Number.isFinite) ? read(observation) : NOTHING;
  };

  return {
    read(observation, body) {
      last = readAny(observation, body);
      return last;
    },
    useNeutral(neutral) {
      angles = createAngleMeter(neutral);
    },
    reset() {
      lids = createLidReader();
      angles = createAngleMeter();
      usualYaw.reset();
      restingMouth.reset();
      lastSeen = null;
      last = NOTHING;
    },
  };
}
