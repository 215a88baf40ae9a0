import type { GazeCalibration } from '#core/calibration/gaze-calibration.ts';
import { createGazeTracker } from '#core/calibration/gaze-tracker.ts';
import type { EngagementReading } from '#core/engagement/reading.ts';
import { createViewHint } from '#core/engagement/view-hint.ts';
import { LIVE_MODELS, type LiveModel, type Prediction } from '#core/models/prediction.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import type { QualityIssue } from '#core/signals/quality-issues.ts';
import { showModel } from '#stores/live-store.ts';
import type { Stores } from '#stores/stores.ts';

/** What the panel shows changes this often; the score's line is drawn from the series instead. */
export const PUBLISH_EVERY_MS = 250;

/** Holds the newest of everything that comes per frame, and passes it on to React a few times a second. */
export interface LivePublisher {
  reading(reading: EngagementReading, observation: Observation): void;
  prediction(model: LiveModel, prediction: Prediction): void;
  /** From now on gaze is told by this calibration; null: coarsely. */
  useCalibration(calibration: GazeCalibration | null): void;
  publish(): void;
}

export function createLivePublisher({
  live,
  scoreSeries,
}: Pick<Stores, 'live' | 'scoreSeries'>): LivePublisher {
  let reading: EngagementReading | null = null;
  let faceCount: number | null = null;
  const predictions = new Map<LiveModel, Prediction>();
  let changed = false;
  const gaze = createGazeTracker();
  const viewHint = createViewHint();
  let hint: QualityIssue | null = null;

  return {
    reading(newest, observation) {
      reading = newest;
      gaze.push(observation);
      hint = viewHint.push(observation);
      if (observation.kind === 'face') faceCount = observation.faceCount;
      else faceCount = observation.reason === 'no_face' ? 0 : null;
      scoreSeries.push(newest.at, newest.score);
      changed = true;
    },
    prediction(model, newest) {
      // A skipped window says nothing about the student: a newer answer is on its way.
      if (newest.kind === 'abstained' && newest.reason === 'skipped') return;
      predictions.set(model, newest);
      changed = true;
    },
    useCalibration(calibration) {
      gaze.useCalibration(calibration);
    },
    publish() {
      if (!changed) return;
      changed = false;
      live.setState({
        reading,
        faceCount,
        hint,
        gaze: reading === null ? null : gaze.current(reading.at),
      });
      for (const model of LIVE_MODELS) {
        const prediction = predictions.get(model);
        if (prediction !== undefined) showModel(live, model, { prediction });
      }
    },
  };
}
