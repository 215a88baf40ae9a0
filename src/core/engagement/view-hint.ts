import type { AbsenceReason, Observation } from '../signals/face-sample.ts';
import { isUnreadable, QUALITY_ISSUES } from '../signals/quality-issues.ts';
import type { QualityIssue } from '../signals/quality-issues.ts';
import { durationMs, elapsed } from '../units.ts';
import type { TimestampMs } from '../units.ts';

/** Hints are to be few and calm. */
export const HINT_RULES = {
  /** An issue is hinted at when it has been there this much longer than it was not. */
  held: durationMs(2500),
  /** No issue counts as held for longer, so that none lingers. */
  heldAtMost: durationMs(4000),
  /** A hint stays until its issue has been gone this long. */
  gone: durationMs(3000),
  /** The same hint does not come again within this time after it went. */
  rest: durationMs(60_000),
  /** Observations further apart than this stand for no more than this. */
  step: durationMs(500),
} as const;

/** While these last there is nobody to be hinted at. */
const INTERRUPTED: ReadonlySet<AbsenceReason> = new Set([
  'tab_hidden',
  'paused',
  'camera_lost',
  'landmarker_unavailable',
] as const);

const asIssue = (reason: AbsenceReason): QualityIssue | null =>
  isUnreadable(reason) ? reason : null;

/** What is wrong with the view now, worst first. A face that is turned but seen is no matter of the view. */
function issuesOf(observation: Observation): readonly QualityIssue[] {
  if (observation.kind === 'face') {
    return observation.issues.filter((issue) => issue !== 'turned_away');
  }
  const issue = asIssue(observation.reason);
  return issue === null ? [] : [issue];
}

export interface ViewHint {
  /** The one hint to show from this observation on; null: none. Observations in order of time. */
  push(observation: Observation): QualityIssue | null;
}

export function createViewHint(): ViewHint {
  const held = new Map<QualityIssue, number>(QUALITY_ISSUES.map((issue) => [issue, 0]));
  const wentAt = new Map<QualityIssue, TimestampMs>();
  let shown: QualityIssue | null = null;
  let shownLastSeen: TimestampMs | null = null;
  let last: TimestampMs | null = null;

  const end = (at: TimestampMs): void => {
    if (shown !== null) wentAt.set(shown, at);
    shown = null;
  };

  const follow = (now: readonly QualityIssue[], lasted: number): void => {
    for (const [issue, before] of held) {
      const after = before + (now.includes(issue) ? lasted : -lasted);
      held.set(issue, Math.min(HINT_RULES.heldAtMost, Math.max(0, after)));
    }
  };

  const isDue = (issue: QualityIssue, at: TimestampMs): boolean => {
    const went = wentAt.get(issue);
    return (
      (held.get(issue) ?? 0) >= HINT_RULES.held &&
      (went === undefined || elapsed(went, at) >= HINT_RULES.rest)
    );
  };

  return {
    push(observation) {
      const at = observation.capturedAt;
      const lasted = last === null ? 0 : Math.min(HINT_RULES.step, Math.max(0, elapsed(last, at)));
      last = at;
      if (observation.kind === 'absent' && INTERRUPTED.has(observation.reason)) {
        follow([], HINT_RULES.heldAtMost);
        shown = null;
        return null;
      }
      const now = issuesOf(observation);
      follow(now, lasted);
      if (shown !== null) {
        if (now.includes(shown)) shownLastSeen = at;
        else if (elapsed(shownLastSeen ?? at, at) >= HINT_RULES.gone) end(at);
      }
      if (shown === null) {
        shown = now.find((issue) => isDue(issue, at)) ?? null;
        shownLastSeen = at;
      }
      return shown;
    },
  };
}
