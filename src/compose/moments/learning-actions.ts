import { StorageError } from '#adapters/idb/storage-error.ts';
import type { BundleStore } from '#core/deployments/stored-bundle.ts';
import type { MomentStore } from '#core/moments/answered-moment.ts';
import { countAnswers, enoughAnswers } from '#core/moments/enough-answers.ts';
import { type Learner, type LearnerStore, withoutPersonal } from '#core/moments/learner.ts';
import type { LearningStore, ShownLearner } from '#stores/learning-store.ts';
import type { LearningActions } from '#ui/learning-actions.ts';
import type { MomentDesk } from './moment-desk.ts';

export interface LearningDeps {
  readonly learning: LearningStore;
  readonly learners: LearnerStore;
  readonly moments: MomentStore;
  readonly bundles: Pick<BundleStore, 'delete'>;
}

/** The actions, and what the rest of the page needs of learning from answers. */
export interface LearningDesk extends LearningActions {
  /** The desk of the running session; null when it is over. */
  readonly use: (desk: MomentDesk | null) => void;
  /** Answers, personal models and what was learnt. Rejects where the store fails. */
  readonly forget: (studentId: string) => Promise<void>;
}

/** Somebody of whom there is more than that they once said no. */
const isKnown = ({ optedIn, answers, personal, outcomes }: ShownLearner): boolean =>
  optedIn || answers.distracted + answers.attentive + personal.length + outcomes.length > 0;

/** Where storage is forbidden there is nothing to forget. */
const isForbidden = (error: unknown): boolean =>
  error instanceof StorageError && error.fault === 'private_mode';

export function createLearningActions(deps: LearningDeps): LearningDesk {
  const { learning, learners, moments, bundles } = deps;
  let desk: MomentDesk | null = null;

  const shown = async (learner: Learner): Promise<ShownLearner> => {
    const { studentId, optedIn, personal, outcomes } = learner;
    const count = countAnswers(await moments.list(studentId));
    const { answers } = count;
    return { studentId, optedIn, answers, enough: enoughAnswers(count), personal, outcomes };
  };
  const loadLearners = async (): Promise<void> => {
    try {
      const all = await Promise.all((await learners.list()).map(shown));
      learning.setState({ learners: all.filter(isKnown) });
    } catch {
      // Where nothing can be stored, nobody is a learner.
      learning.setState({ learners: [] });
    }
  };
  const dropBundles = async (learner: Learner | null): Promise<void> => {
    for (const { bundle } of learner?.personal ?? []) await bundles.delete(bundle);
  };

  return {
    loadLearners,
    answerMoment: (answer) => desk?.answer(answer),
    holdMoment: (held) => desk?.hold(held),
    async backToShipped(studentId) {
      try {
        const before = await learners.get(studentId);
        await learners.change(studentId, withoutPersonal);
        await dropBundles(before);
        await loadLearners();
        return 'done';
      } catch {
        return 'failed';
      }
    },
    use(next) {
      desk = next;
    },
    async forget(studentId) {
      // A session that still runs must not bring back what is being forgotten.
      if (desk?.studentId === studentId) desk.close();
      try {
        const before = await learners.get(studentId);
        await moments.forget(studentId);
        await learners.delete(studentId);
        await dropBundles(before);
      } catch (error) {
        if (!isForbidden(error)) throw error;
      }
      await loadLearners();
    },
  };
}
