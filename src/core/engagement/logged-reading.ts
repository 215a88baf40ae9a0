import type { Observation } from '../signals/face-sample.ts';
import type { EngagementReading } from './reading.ts';

/**
 * What is written down of a moment. A reading held over a missed frame is for the eye alone: the
 * record says of every observation what it was, so an absent one has no score.
 */
export const loggedReading = (
  reading: EngagementReading,
  observation: Observation,
): EngagementReading =>
  observation.kind === 'face'
    ? reading
    : { ...reading, score: null, status: 'not_detected', reason: observation.reason };
