import type { EngagementReading } from '../engagement/reading.ts';
import type { Prediction } from '../models/prediction.ts';
import type { BodyReading } from '../signals/body-reading.ts';
import type { Observation } from '../signals/face-sample.ts';
import type { LectureTimeS, Probability, TimestampMs } from '../units.ts';

/** One stored moment of a session, as it is written into and read back from a chunk's row. */
export interface StoredSample {
  readonly at: TimestampMs;
  /** null where no lecture was loaded. */
  readonly lectureTime: LectureTimeS | null;
  /** The face, or why there was none. Its `capturedAt` is `at`. */
  readonly observation: Observation;
  readonly engagement: Pick<
    EngagementReading,
    'score' | 'status' | 'reason' | 'perclos' | 'blinkRate' | 'drowsiness'
  >;
  /** Probabilities in the order of LEARNING_STATES, or why there are none. */
  readonly prediction: Prediction;
  /** The same in the order of ATTENTION_LEVELS; null where a format did not hold them. */
  readonly attention: Prediction | null;
  /** null where the body was not read. */
  readonly body: BodyReading | null;
  /** Probability that the gaze is on the screen; null without a calibration. */
  readonly gazeOnScreen: Probability | null;
}
