import type { BodyReading } from '../signals/body-reading.ts';
import type { Observation } from '../signals/face-sample.ts';
import { isUnreadable } from '../signals/quality-issues.ts';
import { durationMs, elapsed, probability } from '../units.ts';
import type { DurationMs, Probability, TimestampMs } from '../units.ts';
import { judgeReliability, type Reliability } from './reliability.ts';

/**
 * A stretch without a face that is shorter than this, between two sightings, is a face that was
 * missed. A longer one is somebody who left, which says nothing about how well they are seen.
 */
export const LONGEST_MISS = durationMs(2000);
/** One observation stands for this long at most: later ones are a hole in the log. */
const LONGEST_STAND = durationMs(1000);

export interface ReliabilityBuilder {
  /** What was logged, in order of time; an earlier observation than the last is ignored. */
  add(observation: Observation, body: BodyReading | null): void;
  current(): Reliability;
}

type Sight = 'read' | 'unreadable' | 'missed_in_view' | 'nobody' | 'not_looked';

/**
 * Measures how well one person could be seen, in constant memory; stored samples give what the
 * running session gave. Somebody whose body is in view while no face is found was missed, however
 * long; otherwise see `LONGEST_MISS`.
 */
export function createReliabilityBuilder(): ReliabilityBuilder {
  const time: Record<Sight, number> = {
    read: 0,
    unreadable: 0,
    missed_in_view: 0,
    nobody: 0,
    not_looked: 0,
  };
  const shifts = createTimedMedian();
  let qualityTime = 0;
  let missed = 0;
  /** Of the last observation, which itself may be written over by now. */
  let lastAt: TimestampMs | null = null;
  let lastSight: Sight = 'not_looked';
  let lastQuality = 0;
  let lastShift: number | null = null;
  /** Since when nobody has been in view, where somebody was just before. */
  let nobodySince: TimestampMs | null = null;

  const close = (until: TimestampMs): void => {
    if (lastAt === null) return;
    const stood = Math.min(elapsed(lastAt, until), LONGEST_STAND);
    time[lastSight] += stood;
    if (lastSight !== 'read') return;
    qualityTime += lastQuality * stood;
    if (lastShift !== null) shifts.add(lastShift, stood);
  };

  return {
    add(observation, body) {
      const at = observation.capturedAt;
      if (lastAt !== null && at < lastAt) return;
      close(at);
      const sight = sightOf(observation, body);
      if (sight === 'nobody') {
        if (isSeen(lastSight)) nobodySince = at;
      } else {
        const gap = nobodySince === null ? null : elapsed(nobodySince, at);
        if (gap !== null && isSeen(sight) && gap < LONGEST_MISS) missed += gap;
        nobodySince = null;
      }
      lastAt = at;
      lastSight = sight;
      if (observation.kind === 'absent') return;
      lastQuality = observation.quality;
      lastShift = observation.baselineShift;
    },
    current() {
      const found = time.read + time.unreadable;
      return judgeReliability({
        detectionRate: share(found, missed + time.missed_in_view),
        readableRate: share(time.read, time.unreadable),
        meanQuality: time.read === 0 ? null : probability(qualityTime / time.read),
        baselineShift: shifts.value(),
        readFor: durationMs(time.read),
      });
    },
  };
}

function sightOf(observation: Observation, body: BodyReading | null): Sight {
  if (observation.kind === 'face') return 'read';
  if (isUnreadable(observation.reason)) return 'unreadable';
  if (observation.reason !== 'no_face') return 'not_looked';
  return body?.kind === 'body' ? 'missed_in_view' : 'nobody';
}

const isSeen = (sight: Sight): boolean => sight !== 'nobody' && sight !== 'not_looked';

const share = (part: number, rest: number): Probability | null =>
  part + rest === 0 ? null : probability(part / (part + rest));

const BIN = 0.05;
/** Standard deviations; what is further off counts as the nearest end. */
const FURTHEST = 10;
const BINS = Math.round((2 * FURTHEST) / BIN);

/** A median weighed by time, to within half a bin (0.025). */
function createTimedMedian() {
  const bins = new Float64Array(BINS);
  let total = 0;
  return {
    add(value: number, held: DurationMs | number): void {
      // Stored values have float32's precision: so do live ones, that both fall into the same bin.
      const bin = Math.floor((Math.fround(value) + FURTHEST) / BIN);
      const place = Math.min(BINS - 1, Math.max(0, bin));
      bins[place] = (bins[place] as number) + held;
      total += held;
    },
    value(): number | null {
      if (total === 0) return null;
      let below = 0;
      const middle = bins.findIndex((held) => {
        below += held;
        return below >= total / 2;
      });
      return (middle + 0.5) * BIN - FURTHEST;
    },
  };
}
