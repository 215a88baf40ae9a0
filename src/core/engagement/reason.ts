import { durationMs } from '../units.ts';
import type { SeenStatus } from './status.ts';
import type { StatusReason } from './reading.ts';
import { DROWSINESS_RULES } from './drowsiness.ts';
import { HALF_AT, type Part, PARTS, type ScoreComponents, type ScoreInputs } from './score.ts';

/** Closed for longer than a blink lasts. */
const EYES_CLOSED = durationMs(500);
/** Another reason must take this many times as much to replace the one that is shown. */
const MUCH_MORE = 1.25;

type ReasonInputs = Pick<ScoreInputs, 'yaw' | 'pitch' | 'roll' | 'closedFor' | 'drowsiness'>;

export interface ReasonKeeper {
  /** What lowers the score most, of the losses that made it; null while engaged. */
  push(status: SeenStatus, lost: ScoreComponents, inputs: ReasonInputs): StatusReason | null;
  reset(): void;
}

/** Keeps showing one reason as long as none is clearly stronger. */
export function createReasonKeeper(): ReasonKeeper {
  let part: Part | null = null;
  return {
    push(status, lost, inputs) {
      if (status === 'engaged') {
        part = null;
        return null;
      }
      const strongest = PARTS.reduce((most, next) => (lost[next] > lost[most] ? next : most));
      if (part === null || lost[strongest] > MUCH_MORE * lost[part]) part = strongest;
      return reasonOf(part, inputs);
    },
    reset() {
      part = null;
    },
  };
}

function reasonOf(part: Part, inputs: ReasonInputs): StatusReason {
  if (part === 'gaze') return 'looking_away';
  if (part === 'posture') return 'slumped';
  if (part === 'eyes') {
    const isDrowsy = (inputs.drowsiness ?? 0) >= DROWSINESS_RULES.drowsy;
    return isDrowsy && inputs.closedFor <= EYES_CLOSED ? 'drowsy' : 'eyes_closed';
  }
  const down = inputs.pitch / HALF_AT.pitch;
  const turned = Math.hypot(inputs.yaw / HALF_AT.yaw, inputs.roll / HALF_AT.roll);
  return down > turned ? 'head_down' : 'head_turned';
}
