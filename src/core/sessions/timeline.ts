import type { EngagementStatus, StatusReason } from '../engagement/reading.ts';
import { durationMs, elapsed } from '../units.ts';
import type { DurationMs, TimestampMs } from '../units.ts';
import type { StoredSample } from './stored-sample.ts';

/** As much of a stored sample as a timeline needs. */
export type TimelineSample = Pick<StoredSample, 'at' | 'lectureTime' | 'prediction'> & {
  readonly engagement: Pick<StoredSample['engagement'], 'score' | 'status' | 'reason'>;
};

/** One stretch of `bucket` milliseconds. */
export interface TimelinePoint {
  /** Middle of the stretch, seconds since the session's start. */
  readonly tS: number;
  /** At the stretch's first sample that knew it. */
  readonly lectureTimeS: number | null;
  /** Mean of the scores in the stretch; null where there was none. */
  readonly score: number | null;
  /** The most frequent status, the earlier one in a tie. */
  readonly status: EngagementStatus;
  /** The most frequent reason among samples of that status; null where none was given. */
  readonly reason: StatusReason | null;
  /** Mean probabilities in the order of LEARNING_STATES; null where no sample had them. */
  readonly states: readonly number[] | null;
}

export interface Timeline {
  readonly bucket: DurationMs;
  /** In order of time. A stretch without samples has no point: a gap is not drawn over. */
  readonly points: readonly TimelinePoint[];
}

/** About how many points a screen can show. */
export const TIMELINE_POINTS = 600;
const SHORTEST_BUCKET_MS = 1000;

/** Stretches of whole seconds, at most `points` of them over `length`. */
export const timelineBucket = (length: DurationMs, points = TIMELINE_POINTS): DurationMs =>
  durationMs(Math.max(SHORTEST_BUCKET_MS, Math.ceil(length / points / 1000) * 1000));

class Tally<Key> {
  readonly #counts = new Map<Key, number>();
  add(key: Key): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }
  /** The most frequent, the first added in a tie; undefined where nothing was added. */
  top(): Key | undefined {
    let best: Key | undefined;
    let most = 0;
    for (const [key, count] of this.#counts) {
      if (count > most) [best, most] = [key, count];
    }
    return best;
  }
}

/** Sums of one open stretch. */
class Stretch {
  readonly index: number;
  #lectureTime: number | null = null;
  #scoreSum = 0;
  #scoreCount = 0;
  #stateSums: number[] | null = null;
  #stateCount = 0;
  readonly #statuses = new Tally<EngagementStatus>();
  readonly #reasons = new Map<EngagementStatus, Tally<StatusReason | null>>();

  constructor(index: number) {
    this.index = index;
  }

  add(sample: TimelineSample): void {
    this.#lectureTime ??= sample.lectureTime;
    const { score, status, reason } = sample.engagement;
    if (score !== null) {
      this.#scoreSum += score;
      this.#scoreCount++;
    }
    if (sample.prediction.kind === 'predicted') {
      const before = this.#stateSums;
      this.#stateSums = sample.prediction.probabilities.map(
        (state, index) => state + (before?.[index] ?? 0),
      );
      this.#stateCount++;
    }
    this.#statuses.add(status);
    const reasons = this.#reasons.get(status) ?? new Tally();
    reasons.add(reason);
    this.#reasons.set(status, reasons);
  }

  point(bucket: DurationMs): TimelinePoint {
    const status = this.#statuses.top() ?? 'not_detected';
    return {
      tS: ((this.index + 0.5) * bucket) / 1000,
      lectureTimeS: this.#lectureTime,
      score: this.#scoreCount === 0 ? null : this.#scoreSum / this.#scoreCount,
      status,
      reason: this.#reasons.get(status)?.top() ?? null,
      states: this.#stateSums?.map((sum) => sum / this.#stateCount) ?? null,
    };
  }
}

/** Folds samples, given in order of time, into points without holding them. */
export function createTimelineBuilder(startedAt: TimestampMs, bucket: DurationMs) {
  const points: TimelinePoint[] = [];
  let open: Stretch | null = null;
  return {
    /** A sample earlier than the open stretch counts in it; one before the start in the first. */
    add(sample: TimelineSample): void {
      const index = Math.max(0, Math.floor(elapsed(startedAt, sample.at) / bucket));
      if (open === null || index > open.index) {
        if (open !== null) points.push(open.point(bucket));
        open = new Stretch(index);
      }
      open.add(sample);
    },
    finish(): Timeline {
      if (open !== null) points.push(open.point(bucket));
      open = null;
      return { bucket, points };
    },
  };
}
