import type { Score, TimestampMs } from '#core/units.ts';

/** Two columns of one length, oldest first: seconds before the newest (<= 0), and the score. */
export interface SeriesSnapshot {
  readonly secondsAgo: readonly number[];
  readonly scores: readonly (number | null)[];
}

/**
 * The last `span` milliseconds of the score in a ring: pushed to by the session for every sample,
 * read by the chart when it draws. No store and no React takes part.
 */
export interface LiveSeries {
  push(at: TimestampMs, score: Score | null): void;
  clear(): void;
  /** Grows with every push; a chart redraws where it has changed. */
  readonly revision: number;
  snapshot(): SeriesSnapshot;
}

/** Keeps `spanMs` at no more than one point per `stepMs`; closer points replace the last one. */
export function createLiveSeries(spanMs = 120_000, stepMs = 250): LiveSeries {
  // Points come a little closer than a step where samples don't fall on it.
  const capacity = Math.ceil((spanMs / stepMs) * 1.5) + 1;
  const times = new Float64Array(capacity);
  const scores = new Float32Array(capacity);
  let start = 0;
  let count = 0;
  let revision = 0;
  const slot = (offset: number): number => (start + offset) % capacity;

  return {
    push(at, score) {
      const last = count === 0 ? null : slot(count - 1);
      const before = count < 2 ? null : slot(count - 2);
      const replaces = before !== null && at - (times[before] as number) < stepMs;
      let target: number;
      if (replaces && last !== null) target = last;
      else if (count < capacity) target = slot(count++);
      else {
        target = start;
        start = (start + 1) % capacity;
      }
      times[target] = at;
      scores[target] = score ?? Number.NaN;
      revision++;
    },
    clear() {
      start = 0;
      count = 0;
      revision++;
    },
    get revision() {
      return revision;
    },
    snapshot() {
      const secondsAgo: number[] = [];
      const values: (number | null)[] = [];
      if (count === 0) return { secondsAgo, scores: values };
      const newest = times[slot(count - 1)] as number;
      for (let offset = 0; offset < count; offset++) {
        const index = slot(offset);
        const age = newest - (times[index] as number);
        if (age > spanMs) continue;
        const value = scores[index] as number;
        secondsAgo.push(-age / 1000);
        values.push(Number.isNaN(value) ? null : value);
      }
      return { secondsAgo, scores: values };
    },
  };
}
