import type { LabClient } from '#adapters/worker-clients/lab-client.ts';
import type { MomentStore } from '#core/moments/answered-moment.ts';
import { countAnswers, isDue } from '#core/moments/enough-answers.ts';
import type { Learner, LearnerStore } from '#core/moments/learner.ts';
import type { LearningStore } from '#stores/learning-store.ts';
import type { LiveStore, SessionPhase } from '#stores/live-store.ts';

export interface IdleLearningDeps {
  readonly live: LiveStore;
  readonly learning: LearningStore;
  readonly learners: Pick<LearnerStore, 'list'>;
  readonly moments: Pick<MomentStore, 'list'>;
  /** The bundle that would be trained further for a session's course; null where none can be. */
  readonly parentFor: (sessionId: string) => Promise<string | null>;
  /** Starts a worker of the lab. */
  readonly start: () => Promise<Pick<LabClient, 'call' | 'close'>>;
  readonly whenIdle: (work: () => void) => () => void;
  readonly isLowOnPower: () => Promise<boolean>;
  /** Something came of it. */
  readonly onLearnt: () => void;
}

const isFree = (phase: SessionPhase): boolean => phase === 'idle' || phase === 'ended';

/**
 * Learns from answers while nobody is watched: after a session, and when the page opens, once it is
 * idle and not on a low battery. As soon as a session starts, what runs is ended.
 */
export function startIdleLearning(deps: IdleLearningDeps): () => void {
  const { live, learning } = deps;
  let giveUp: (() => void) | null = null;
  let worker: Pick<LabClient, 'close'> | null = null;
  let isWorking = false;

  const isOn = (): boolean => isWorking && isFree(live.getState().phase);

  async function dueParent(learner: Learner): Promise<string | null> {
    if (!learner.optedIn) return null;
    const moments = await deps.moments.list(learner.studentId);
    const newest = moments.toSorted((a, b) => b.at - a.at)[0];
    if (newest === undefined) return null;
    const parent = await deps.parentFor(newest.sessionId);
    return parent !== null && isDue(learner, countAnswers(moments), parent) ? parent : null;
  }

  async function learnFor(studentId: string, parent: string): Promise<void> {
    const client = await deps.start();
    worker = client;
    try {
      if (!isOn()) return;
      learning.setState({ learningFor: studentId });
      await client.call('learnFromMoments', { studentId, parent });
      deps.onLearnt();
    } finally {
      worker = null;
      client.close();
      learning.setState({ learningFor: null });
    }
  }

  async function work(): Promise<void> {
    if (isWorking || !isFree(live.getState().phase)) return;
    isWorking = true;
    try {
      if (await deps.isLowOnPower()) return;
      for (const learner of await deps.learners.list()) {
        const parent = await dueParent(learner);
        if (parent !== null && isOn()) await learnFor(learner.studentId, parent);
      }
    } catch {
      // Ended by a session, or a store that fails: the next idle time tries again.
    } finally {
      isWorking = false;
    }
  }

  const soon = (): void => {
    giveUp?.();
    giveUp = deps.whenIdle(() => {
      giveUp = null;
      void work();
    });
  };
  const stop = (): void => {
    giveUp?.();
    giveUp = null;
    worker?.close();
  };
  const unsubscribe = live.subscribe(({ phase }, before) => {
    if (phase === before.phase) return;
    if (!isFree(phase)) stop();
    else if (!isFree(before.phase)) soon();
  });
  soon();
  return () => {
    unsubscribe();
    stop();
  };
}
