import { createSummary, type EngagementSummary } from '../engagement/summary.ts';
import { LEARNING_STATES, type LearningState } from '../models/prediction.ts';
import { ABSENCE_REASONS, type AbsenceReason } from '../signals/face-sample.ts';
import { isoTimestamp } from '../csv/iso-timestamp.ts';
import type { EventType, SessionEvent, SessionRecord } from './records.ts';
import type { StoredSample } from './stored-sample.ts';

export const SUMMARY_FORMAT = 'heed-session-summary';
export const SUMMARY_VERSION = 1;

/** The session summary as it is exported; times in seconds, shares 0..1, scores 0..100. */
export interface SessionSummaryJson {
  readonly format: typeof SUMMARY_FORMAT;
  readonly version: typeof SUMMARY_VERSION;
  readonly session: {
    readonly id: string;
    readonly student_id: string;
    readonly lecture_id: string;
    readonly course_id: string;
    readonly mode: SessionRecord['mode'];
    readonly started_at: string;
    /** null while the session runs. */
    readonly ended_at: string | null;
    readonly end: SessionRecord['end'];
    readonly signal: SessionRecord['signal'];
    readonly model_id: string | null;
  };
  readonly samples: {
    readonly count: number;
    readonly with_face: number;
    readonly without_face: Readonly<Record<AbsenceReason, number>>;
  };
  readonly engagement: {
    readonly duration_s: number;
    readonly mean_score: number | null;
    readonly share_seen: number | null;
    readonly longest_away_s: number;
    readonly unaccounted_s: number;
    readonly seconds_in: Readonly<Record<string, number>>;
  };
  /** null where the model never said anything. */
  readonly learning_states: {
    readonly predicted_samples: number;
    readonly mean_probability: Readonly<Record<LearningState, number>>;
  } | null;
  readonly events: Readonly<Partial<Record<EventType, number>>>;
}

export interface SummaryCollector {
  addSample(sample: StoredSample): void;
  addEvent(event: SessionEvent): void;
  finish(): SessionSummaryJson;
}

const decimals = (value: number, digits: number): number => Number(value.toFixed(digits));
const seconds = (milliseconds: number): number => decimals(milliseconds / 1000, 3);

function engagementJson(summary: EngagementSummary): SessionSummaryJson['engagement'] {
  return {
    duration_s: seconds(summary.duration),
    mean_score: summary.meanScore === null ? null : decimals(summary.meanScore, 2),
    share_seen: summary.shareSeen === null ? null : decimals(summary.shareSeen, 4),
    longest_away_s: seconds(summary.longestAway),
    unaccounted_s: seconds(summary.unaccounted),
    seconds_in: Object.fromEntries(
      Object.entries(summary.timeIn).map(([status, time]) => [status, seconds(time)]),
    ),
  };
}

/** Sums a session up in constant memory; samples and events each in order of time. */
export function collectSummary(session: SessionRecord): SummaryCollector {
  const engagement = createSummary();
  const absences = new Map<AbsenceReason, number>();
  const events = new Map<EventType, number>();
  const sums = LEARNING_STATES.map(() => 0);
  let count = 0;
  let withFace = 0;
  let predicted = 0;

  return {
    addSample({ at, engagement: reading, observation, prediction }) {
      count++;
      engagement.add({ at, score: reading.score, status: reading.status });
      if (observation.kind === 'face') withFace++;
      else absences.set(observation.reason, (absences.get(observation.reason) ?? 0) + 1);
      if (prediction.kind === 'predicted') {
        predicted++;
        for (const [index, state] of prediction.probabilities.entries()) {
          sums[index] = (sums[index] ?? 0) + state;
        }
      }
    },
    addEvent({ type }) {
      events.set(type, (events.get(type) ?? 0) + 1);
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
      },
      samples: {
        count,
        with_face: withFace,
        without_face: Object.fromEntries(
          ABSENCE_REASONS.map((reason) => [reason, absences.get(reason) ?? 0]),
        ) as Record<AbsenceReason, number>,
      },
      engagement: engagementJson(engagement.current()),
      learning_states:
        predicted === 0
          ? null
          : {
              predicted_samples: predicted,
              mean_probability: Object.fromEntries(
                LEARNING_STATES.map((state, index) => [
                  state,
                  decimals((sums[index] ?? 0) / predicted, 4),
                ]),
              ) as Record<LearningState, number>,
            },
      events: Object.fromEntries(events),
    }),
  };
}
