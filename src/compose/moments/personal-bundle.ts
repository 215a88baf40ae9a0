import type { BundleStore } from '#core/deployments/stored-bundle.ts';
import { type LearnerStore, personalOf } from '#core/moments/learner.ts';
import type { ActiveBundleDeps } from '../active-bundle.ts';

interface PersonalBundleDeps {
  readonly learners: Pick<LearnerStore, 'get'>;
  readonly bundles: Pick<BundleStore, 'get'>;
  /** The id of the attention-level model that comes with the page; null where it can't be read. */
  readonly shippedId: () => Promise<string | null>;
}

/** Finds a student's own model; one whose parent is no longer what would run is not used. */
export const personalBundleFinder =
  ({ learners, bundles, shippedId }: PersonalBundleDeps): ActiveBundleDeps['personal'] =>
  async (studentId, model, base) => {
    if (model !== 'attention_level') return null;
    const learner = await learners.get(studentId);
    if (learner === null || learner.personal.length === 0) return null;
    const parent = base ?? (await shippedId());
    const own = parent === null ? null : personalOf(learner, parent);
    // It may have been deleted among the models of the lab.
    return own === null || (await bundles.get(own.bundle)) === null ? null : own.bundle;
  };
