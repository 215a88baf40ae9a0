import type { EngagementStatus } from '#core/engagement/reading.ts';
import { LEARNING_STATES, type LearningState } from '#core/models/prediction.ts';
import { at } from '#core/numeric/at.ts';
import type { SessionEvent } from '#core/sessions/records.ts';
import type { Timeline } from '#core/sessions/timeline.ts';
import { elapsed, type TimestampMs } from '#core/units.ts';
import { isSpan } from './seen-data.ts';
import type { TimeAxis } from './time-axis.ts';

/**
 * A point with a score on the chosen axis. `run` changes where a line must break: where there was
 * no score, where nothing was logged, where the lecture was played again.
 */
export interface ScoreMark {
  readonly x: number;
  readonly score: number;
  readonly run: number;
}

export interface StatusBand {
  readonly x1: number;
  readonly x2: number;
  readonly status: EngagementStatus;
}

export interface StateMark {
  readonly x: number;
  readonly state: LearningState;
  readonly share: number;
  readonly run: number;
}

export interface EventMark {
  readonly x: number;
  readonly event: SessionEvent;
}

export interface TimelineMarks {
  readonly scores: readonly ScoreMark[];
  readonly bands: readonly StatusBand[];
  readonly states: readonly StateMark[];
  readonly events: readonly EventMark[];
}

/** Places a timeline on the session's or the lecture's time; what has no place there is left out. */
export function timelineMarks(
  timeline: Timeline,
  events: readonly SessionEvent[],
  startedAt: TimestampMs,
  axis: TimeAxis,
): TimelineMarks {
  const step = timeline.bucket / 1000;
  const scores: ScoreMark[] = [];
  const bands: StatusBand[] = [];
  const states: StateMark[] = [];
  let run = 0;
  let stateRun = 0;
  let last: number | null = null;
  for (const point of timeline.points) {
    const x = axis === 'session' ? point.tS : point.lectureTimeS;
    if (x === null) continue;
    if (last !== null && (x < last || x - last > 2.5 * step)) run++;
    const continues = last !== null && x - last <= 2.5 * step && x >= last;
    last = x;
    if (point.score === null) run++;
    else scores.push({ x, score: point.score, run });
    const band = bands.at(-1);
    if (continues && band?.status === point.status) {
      bands[bands.length - 1] = { ...band, x2: x + step / 2 };
    } else {
      bands.push({ x1: x - step / 2, x2: x + step / 2, status: point.status });
    }
    if (point.states === null) stateRun++;
    else {
      for (const [index, state] of LEARNING_STATES.entries()) {
        states.push({ x, state, share: at(point.states, index), run: run + stateRun });
      }
    }
  }
  const placed = events.flatMap((event): readonly EventMark[] => {
    // What was seen of the student lasts, and has lanes of its own.
    if (isSpan(event)) return [];
    const x = axis === 'session' ? elapsed(startedAt, event.at) / 1000 : event.lectureTime;
    return x === null ? [] : [{ x, event }];
  });
  return { scores, bands, states, events: placed };
}
