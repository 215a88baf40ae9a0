import type { EngagementReading } from '#core/engagement/reading.ts';
import type { PlayerState } from '#core/live/messages/class-message.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import type { SessionMode } from '#core/sessions/records.ts';
import { probability } from '#core/units.ts';
import type { LectureTimeS, Probability, TimestampMs } from '#core/units.ts';
import type { ShareMoment } from '#pipelines/share-session.ts';
import type { ShownModel } from '#stores/live-store.ts';
import { modelAnswer } from '#ui/lecture/model-answer.ts';

/** What the page knows of the student at one moment. */
export interface KnownMoment {
  readonly at: TimestampMs;
  readonly mode: SessionMode;
  readonly lectureTime: LectureTimeS | null;
  readonly player: PlayerState | null;
  /** The newest, as the student sees it; null where nothing was read yet. */
  readonly reading: EngagementReading | null;
  /** The student paused the monitor, or the tab is hidden: an older reading does not stand for now. */
  readonly interrupted: boolean;
  /** Of the session so far. */
  readonly reliability: Probability | null;
  readonly states: ShownModel | null;
}

/** What of it a class may be told; nothing here that the student's own panel does not show. */
export function shareMomentOf(known: KnownMoment): ShareMoment {
  const { at, mode, lectureTime, player, reading, interrupted } = known;
  const place = { at, lectureTime, player };
  if (mode === 'events_only') {
    return { ...place, score: null, status: null, quality: null, states: null };
  }
  const read =
    interrupted || reading === null || reading.score === null || reading.status === 'not_detected'
      ? ({ score: null, status: 'not_detected' } as const)
      : { score: reading.score, status: reading.status };
  return {
    ...place,
    ...read,
    quality: known.reliability,
    states: mode === 'learning_states' ? statesOf(interrupted ? null : known.states) : null,
  };
}

function statesOf(model: ShownModel | null): readonly (Probability | null)[] {
  const answer = model === null ? null : modelAnswer(model);
  const labels = answer?.kind === 'labels' ? answer.labels : [];
  return LEARNING_STATES.map((state) => {
    const told = labels.find(({ label }) => label === state)?.probability ?? null;
    return told === null ? null : probability(told);
  });
}
