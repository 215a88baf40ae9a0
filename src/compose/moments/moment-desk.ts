import type { MomentAnswer, MomentStore } from '#core/moments/answered-moment.ts';
import { ASKING, type Asking, createAsking } from '#core/moments/asking.ts';
import { createCalmPlaces, type LectureNow } from '#core/moments/calm-places.ts';
import type { LearnerStore } from '#core/moments/learner.ts';
import { createRecentLook } from '#core/moments/recent-look.ts';
import type { Prediction } from '#core/models/prediction.ts';
import type { Clock, Random } from '#core/ports.ts';
import type { SessionEvent } from '#core/sessions/records.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import { durationMs, elapsed, type TimestampMs, timestampMs } from '#core/units.ts';
import type { LearningStore } from '#stores/learning-store.ts';

export interface MomentDeskDeps {
  readonly learning: LearningStore;
  readonly moments: Pick<MomentStore, 'put'>;
  readonly learners: Pick<LearnerStore, 'get' | 'change'>;
  readonly clock: Clock;
  readonly random: Random;
  /** The student's own day, such as 2026-11-21. */
  readonly day: (at: TimestampMs) => string;
  readonly studentId: string;
}

export interface MomentSession {
  readonly sessionId: string;
  readonly startedAt: TimestampMs;
  readonly lecture: () => Omit<LectureNow, 'at'>;
  /** Paused, hidden or calibrating: nothing is asked, and what is asked is taken back. */
  readonly isBusy: () => boolean;
  /** Told in a sentence where an answer could not be kept. */
  readonly onTrouble: (why: string) => void;
}

/** The questions of one running session. */
export interface MomentDesk {
  readonly studentId: string;
  observed(observation: Observation): void;
  predicted(prediction: Prediction): void;
  happened(event: Pick<SessionEvent, 'type' | 'at' | 'data'>): void;
  /** A few times a second. */
  tick(): void;
  answer(answer: MomentAnswer | 'dismissed'): void;
  hold(held: boolean): void;
  /** Asks nothing any more, and writes nothing. */
  close(): void;
}

/** For a student who opted in. Rejects where what is remembered of their questions can't be read. */
export async function openMomentDesk(deps: MomentDeskDeps) {
  const { learners, studentId } = deps;
  const remembered = await learners.change(studentId, (learner) =>
    learner.optedIn ? learner : { ...learner, optedIn: true },
  );
  return (session: MomentSession): MomentDesk =>
    createMomentDesk(
      deps,
      session,
      createAsking(session.startedAt, remembered.asking, deps.random),
    );
}

export type OpenedMomentDesk = Awaited<ReturnType<typeof openMomentDesk>>;

function createMomentDesk(
  deps: MomentDeskDeps,
  session: MomentSession,
  asking: Asking,
): MomentDesk {
  const { learning, moments, learners, clock, day, studentId } = deps;
  const look = createRecentLook();
  const calm = createCalmPlaces();
  let askedAt: TimestampMs | null = null;
  let isHeld = false;
  let isOver = false;

  const remember = (): void => {
    const memory = asking.memory;
    learners
      .change(studentId, (learner) => ({ ...learner, asking: memory }))
      // Where it can't be kept, the limits of this session hold all the same.
      .catch(() => undefined);
  };
  const clear = (): void => {
    askedAt = null;
    isHeld = false;
    learning.setState({ question: null });
  };
  const dismiss = (): void => {
    asking.dismissed(day(clock()));
    clear();
    remember();
  };

  return {
    studentId,
    observed(observation) {
      look.observed(observation.capturedAt, observation.kind === 'face');
    },
    predicted(prediction) {
      look.predicted(prediction);
    },
    happened({ type, at, data }) {
      const lasted = data['duration_s'];
      if (type !== 'looking_away' || typeof lasted !== 'number') return;
      calm.lookedBack(timestampMs(at + lasted * 1000), durationMs(lasted * 1000));
    },
    tick() {
      if (isOver) return;
      const at = clock();
      const place = calm.look({ at, ...session.lecture() });
      if (askedAt !== null) {
        if (session.isBusy()) clear();
        else if (!isHeld && elapsed(askedAt, at) >= ASKING.goesAfter) dismiss();
        return;
      }
      if (session.isBusy()) return;
      const called = place === null ? null : look.before(place.moment);
      const question = asking.consider({
        at,
        day: day(at),
        calm: place === null || called === null ? null : { ...place, called },
      });
      if (question === null) return;
      askedAt = at;
      learning.setState({ question });
      remember();
    },
    answer(answer) {
      const { question } = learning.getState();
      if (isOver || question === null) return;
      if (answer === 'dismissed') {
        dismiss();
        return;
      }
      asking.answered();
      clear();
      remember();
      const { sessionId } = session;
      moments
        .put({ studentId, sessionId, formatVersion: 1, at: question.moment, answer })
        .catch((error: unknown) => {
          session.onTrouble(error instanceof Error ? error.message : String(error));
        });
    },
    hold(held) {
      isHeld = held;
    },
    close() {
      if (isOver) return;
      isOver = true;
      clear();
    },
  };
}
