import { isoTimestamp } from '../csv/iso-timestamp.ts';
import { createReliabilityBuilder } from '../engagement/reliability-builder.ts';
import type { Reliability } from '../engagement/reliability.ts';
import { createSummary, type EngagementSummary } from '../engagement/summary.ts';
import { ATTENTION_LEVELS, LEARNING_STATES, type Prediction } from '../models/prediction.ts';
import { ABSENCE_REASONS, type AbsenceReason } from '../signals/face-sample.ts';
import { FACE_SIGNAL } from '../signals/face-signal.ts';
import { FEATURE_RELIABILITY } from '../signals/feature-reliability.ts';
import type { QualityIssue } from '../signals/quality-issues.ts';
import { createEventTotals } from './event-totals.ts';
import type { SessionEvent, SessionRecord } from './records.ts';
import type { StoredSample } from './stored-sample.ts';
import {
  type MeanAndMax,
  type SessionSummaryJson,
  SUMMARY_FORMAT,
  SUMMARY_VERSION,
} from './summary-format.ts';
import { createTimedReadings, type TimedReadings, type TimedValue } from './timed-readings.ts';

export interface SummaryCollector {
  addSample(sample: StoredSample): void;
  addEvent(event: SessionEvent): void;
  finish(): SessionSummaryJson;
}

const decimals = (value: number, digits: number): number => Number(value.toFixed(digits));
const seconds = (milliseconds: number): number => decimals(milliseconds / 1000, 3);
const share = (value: number): number => decimals(value, 4);
const orNull = (value: number | null): number | null => (value === null ? null : share(value));
const meanAndMax = (value: TimedValue | null): MeanAndMax | null =>
  value === null ? null : { mean: share(value.mean), max: share(value.max) };

function engagementJson(summary: EngagementSummary): SessionSummaryJson['engagement'] {
  return {
    duration_s: seconds(summary.duration),
    mean_score: summary.meanScore === null ? null : decimals(summary.meanScore, 2),
    share_seen: orNull(summary.shareSeen),
    longest_away_s: seconds(summary.longestAway),
    unaccounted_s: seconds(summary.unaccounted),
    seconds_in: Object.fromEntries(
      Object.entries(summary.timeIn).map(([status, time]) => [status, seconds(time)]),
    ),
  };
}

const reliabilityJson = (reliability: Reliability): SessionSummaryJson['reliability'] => ({
  level: reliability.level,
  reasons: reliability.reasons,
  weight: share(reliability.weight),
  detection_rate: orNull(reliability.detectionRate),
  readable_rate: orNull(reliability.readableRate),
  mean_quality: orNull(reliability.meanQuality),
  baseline_shift_sd: orNull(reliability.baselineShift),
  read_s: seconds(reliability.readFor),
});

/** Format 1, which had no weight, held what other formulas had read under the same signal. */
const isReadAsNow = ({ signal, reliabilityWeight }: SessionRecord): boolean =>
  signal.name === FACE_SIGNAL.name &&
  signal.version === FACE_SIGNAL.version &&
  reliabilityWeight !== null;

const featuresJson = (session: SessionRecord): SessionSummaryJson['features'] =>
  isReadAsNow(session)
    ? (Object.fromEntries(
        Object.entries(FEATURE_RELIABILITY).map(([feature, { level, r, rOf25 }]) => [
          feature,
          { level, r, r_of_25: rOf25 },
        ]),
      ) as SessionSummaryJson['features'])
    : null;

const qualityJson = ({ issues }: TimedReadings): SessionSummaryJson['quality'] => ({
  share_with_issue:
    issues === null
      ? null
      : (Object.fromEntries(
          Object.entries(issues).map(([issue, part]) => [issue, share(part)]),
        ) as Record<QualityIssue, number>),
});

/** Mean probability of each label over the samples that a model answered. */
function meanProbabilities<Label extends string>(labels: readonly Label[]) {
  const sums = labels.map(() => 0);
  let predicted = 0;
  return {
    add(prediction: Prediction): void {
      if (prediction.kind === 'abstained') return;
      predicted++;
      for (const [index, probability] of prediction.probabilities.entries()) {
        sums[index] = (sums[index] ?? 0) + probability;
      }
    },
    json: () =>
      predicted === 0
        ? null
        : {
            predicted_samples: predicted,
            mean_probability: Object.fromEntries(
              labels.map((label, index) => [label, share((sums[index] ?? 0) / predicted)]),
            ) as Record<Label, number>,
          },
  };
}

/** Sums a session up in constant memory; samples and events each in order of time. */
export function collectSummary(session: SessionRecord): SummaryCollector {
  const engagement = createSummary();
  const reliability = createReliabilityBuilder();
  const readings = createTimedReadings();
  const events = createEventTotals();
  const absences = new Map<AbsenceReason, number>();
  const states = meanProbabilities(LEARNING_STATES);
  const levels = meanProbabilities(ATTENTION_LEVELS);
  const hasCamera = session.mode !== 'events_only';
  let count = 0;
  let withFace = 0;

  const eyesJson = (read: TimedReadings): SessionSummaryJson['eyes'] => {
    const { count: blinks, total } = events.of('blink');
    return {
      blinks_per_min: read.blinkRate === null ? null : decimals(read.blinkRate.mean, 2),
      mean_blink_s: blinks === 0 || total === null ? null : seconds(total / blinks),
      perclos: meanAndMax(read.perclos),
      drowsiness: meanAndMax(read.drowsiness),
    };
  };

  const withCamera = () => {
    const read = readings.current();
    return {
      reliability: reliabilityJson(reliability.current()),
      quality: qualityJson(read),
      eyes: eyesJson(read),
      gaze: {
        calibrated: read.gazeOnScreen !== null,
        mean_on_screen: orNull(read.gazeOnScreen?.mean ?? null),
      },
    };
  };

  return {
    addSample(sample) {
      const { at, engagement: reading, observation, prediction, attention, body } = sample;
      count++;
      engagement.add({ at, score: reading.score, status: reading.status });
      reliability.add(observation, body);
      readings.add(sample);
      if (observation.kind === 'face') withFace++;
      else absences.set(observation.reason, (absences.get(observation.reason) ?? 0) + 1);
      states.add(prediction);
      if (attention !== null) levels.add(attention);
    },
    addEvent(event) {
      events.add(event);
    },
    finish: () => ({
      format: SUMMARY_FORMAT,
      version: SUMMARY_VERSION,
      session: {
        id: session.id,
        student_id: session.studentId,
        lecture_id: session.lectureId,
        course_id: session.courseId,
        mode: session.mode,
        started_at: isoTimestamp(session.startedAt),
        ended_at: session.endedAt === null ? null : isoTimestamp(session.endedAt),
        end: session.end,
        signal: session.signal,
        model_id: session.modelId,
        attention_model_id: session.attentionModelId,
      },
      samples: {
        count,
        with_face: withFace,
        without_face: Object.fromEntries(
          ABSENCE_REASONS.map((reason) => [reason, absences.get(reason) ?? 0]),
        ) as Record<AbsenceReason, number>,
      },
      engagement: engagementJson(engagement.current()),
      learning_states: states.json(),
      attention_levels: levels.json(),
      features: hasCamera ? featuresJson(session) : null,
      ...(hasCamera ? withCamera() : { reliability: null, quality: null, eyes: null, gaze: null }),
      events: Object.fromEntries(
        events
          .all()
          .map(([type, { count: times, total }]) => [
            type,
            { count: times, total_s: total === null ? null : seconds(total) },
          ]),
      ),
    }),
  };
}
