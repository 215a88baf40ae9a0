import type { Probability, TimestampMs } from '../units.ts';
import { durationMs, elapsed } from '../units.ts';
import { QUALITY_ISSUES, isUnreadable, type QualityIssue } from '../signals/quality-issues.ts';
import type { StoredSample } from './stored-sample.ts';

/** Mean over the time it was known, and the highest; null where it never was. */
export interface TimedValue {
  readonly mean: number;
  readonly max: number;
}

export interface TimedReadings {
  readonly perclos: TimedValue | null;
  /** Blinks per minute. */
  readonly blinkRate: TimedValue | null;
  readonly drowsiness: TimedValue | null;
  readonly gazeOnScreen: TimedValue | null;
  /** Share of the time with a face, readable or not, in which each was noticed; null without one. */
  readonly issues: Readonly<Record<QualityIssue, Probability>> | null;
}

/** One sample stands for this long at most: absences are logged once a second. */
const LONGEST_STAND = durationMs(1000);

function createTimedValue() {
  let sum = 0;
  let time = 0;
  let max = 0;
  return {
    add(value: number | null, held: number): void {
      if (value === null || held === 0) return;
      sum += value * held;
      time += held;
      max = Math.max(max, value);
    },
    current: (): TimedValue | null => (time === 0 ? null : { mean: sum / time, max }),
  };
}

/** What made the view of a face hard to read, or impossible; null where no face was looked at. */
function issuesOf({ observation }: StoredSample): readonly QualityIssue[] | null {
  if (observation.kind === 'face') return observation.issues;
  return isUnreadable(observation.reason) ? [observation.reason] : null;
}

/** Sums up what was read beside the features, by time and in constant memory. */
export function createTimedReadings() {
  const perclos = createTimedValue();
  const blinkRate = createTimedValue();
  const drowsiness = createTimedValue();
  const gazeOnScreen = createTimedValue();
  const issueTime = new Map<QualityIssue, number>();
  let faceTime = 0;
  let last: StoredSample | null = null;

  const close = (until: TimestampMs): void => {
    if (last === null) return;
    const held = Math.min(elapsed(last.at, until), LONGEST_STAND);
    perclos.add(last.engagement.perclos, held);
    blinkRate.add(last.engagement.blinkRate, held);
    drowsiness.add(last.engagement.drowsiness, held);
    gazeOnScreen.add(last.gazeOnScreen, held);
    const issues = issuesOf(last);
    if (issues === null) return;
    faceTime += held;
    for (const issue of issues) issueTime.set(issue, (issueTime.get(issue) ?? 0) + held);
  };

  return {
    /** In order of time. */
    add(sample: StoredSample): void {
      close(sample.at);
      last = sample;
    },
    current: (): TimedReadings => ({
      perclos: perclos.current(),
      blinkRate: blinkRate.current(),
      drowsiness: drowsiness.current(),
      gazeOnScreen: gazeOnScreen.current(),
      issues:
        faceTime === 0
          ? null
          : (Object.fromEntries(
              QUALITY_ISSUES.map((issue) => [issue, (issueTime.get(issue) ?? 0) / faceTime]),
            ) as Record<QualityIssue, Probability>),
    }),
  };
}
