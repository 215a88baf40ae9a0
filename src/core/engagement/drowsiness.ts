import type { Probability, TimestampMs } from '../units.ts';
import { durationMs, elapsed, probability } from '../units.ts';
import type { EyeReading } from './eyes.ts';

/** Why these: docs/ENGAGEMENT.md. */
export const DROWSINESS_RULES = {
  /** PERCLOS at which it begins to count, and at which it says all. */
  perclos: { none: 0.08, full: 0.22 },
  /** What one closure of a second or more says; they are of the last minute. */
  longClosure: 0.2,
  /** What one yawn says, and what all of them say at most. */
  yawn: 0.15,
  yawnsAtMost: 0.45,
  yawnWindow: durationMs(5 * 60_000),
  /** From this level on, somebody is called drowsy. */
  drowsy: 0.5,
} as const;

export interface DrowsinessInputs {
  readonly perclos: Probability;
  /** Closures of a second or more in the last minute. */
  readonly longClosures: number;
  /** Yawns in the last five minutes. */
  readonly yawns: number;
}

/**
 * 0 awake .. 1 falling asleep. The signs are joined as independent evidence (noisy or, Pearl 1988):
 * each leaves so much of the doubt that the others left.
 */
export function drowsinessLevel({ perclos, longClosures, yawns }: DrowsinessInputs): Probability {
  const { none, full } = DROWSINESS_RULES.perclos;
  const lids = Math.min(1, Math.max(0, (perclos - none) / (full - none)));
  const closures = 1 - (1 - DROWSINESS_RULES.longClosure) ** longClosures;
  const yawning = Math.min(DROWSINESS_RULES.yawnsAtMost, 1 - (1 - DROWSINESS_RULES.yawn) ** yawns);
  return probability(1 - (1 - lids) * (1 - closures) * (1 - yawning));
}

export interface DrowsinessMeter {
  yawned(at: TimestampMs): void;
  /** null until enough of the eyes was seen. */
  level(at: TimestampMs, eyes: Pick<EyeReading, 'perclos' | 'longClosures'>): Probability | null;
}

export function createDrowsinessMeter(): DrowsinessMeter {
  let yawns: TimestampMs[] = [];
  return {
    yawned(at) {
      yawns.push(at);
    },
    level(at, { perclos, longClosures }) {
      if (yawns.some((yawn) => elapsed(yawn, at) >= DROWSINESS_RULES.yawnWindow)) {
        yawns = yawns.filter((yawn) => elapsed(yawn, at) < DROWSINESS_RULES.yawnWindow);
      }
      return perclos === null
        ? null
        : drowsinessLevel({ perclos, longClosures, yawns: yawns.length });
    },
  };
}
