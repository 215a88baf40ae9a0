import { durationMs, type DurationMs } from '../units.ts';

/** What the last second showed of how busy the machine is. */
export interface LoadReport {
  /** Camera frames that nobody looked at. */
  readonly dropped: number;
  readonly latencyP50: DurationMs | null;
  readonly bodyInferenceP50: DurationMs | null;
}

export interface BodyPacing {
  readonly minHz: number;
  readonly maxHz: number;
  /** Above this the face is being held up and the body yields. */
  readonly latencyLimit: DurationMs;
  /** Frames a second that may be dropped before the body yields. */
  readonly dropLimit: number;
  /** Share of one core the body may take. */
  readonly share: number;
}

export const BODY_PACING: BodyPacing = {
  minHz: 1,
  maxHz: 15,
  latencyLimit: durationMs(30),
  dropLimit: 1,
  share: 0.5,
};

/**
 * The next body rate: down by a third when the face suffers, up by one a second when it doesn't
 * (additive increase, multiplicative decrease: Chiu and Jain 1989), never more than its share.
 */
export function nextBodyRate(
  rateHz: number,
  load: LoadReport,
  pacing: BodyPacing = BODY_PACING,
): number {
  const suffering =
    load.dropped > pacing.dropLimit ||
    (load.latencyP50 !== null && load.latencyP50 > pacing.latencyLimit);
  const affordable =
    load.bodyInferenceP50 === null || load.bodyInferenceP50 <= 0
      ? pacing.maxHz
      : (1000 * pacing.share) / load.bodyInferenceP50;
  const wanted = suffering ? (rateHz * 2) / 3 : rateHz + 1;
  return Math.max(pacing.minHz, Math.min(wanted, affordable, pacing.maxHz));
}
