import { heldFiles, readNetworkBundle } from '#adapters/bundles/read-bundle.ts';
import { StorageError } from '#adapters/idb/storage-error.ts';
import type { CourseModelStore } from '#core/deployments/course-model.ts';
import { deployableAs } from '#core/deployments/deployable-as.ts';
import type { BundleStore, StoredBundle } from '#core/deployments/stored-bundle.ts';
import type { LiveModel } from '#core/models/prediction.ts';

/** What a session of a course and student is to run. */
export interface ActiveBundle {
  /** Stored bundles that were checked, to be tried in turn; after them comes the shipped one. */
  readonly stored: readonly StoredBundle[];
  /** A sentence for each that was chosen and is not run. */
  readonly unused: readonly string[];
}

export interface ActiveBundleDeps {
  readonly bundles: Pick<BundleStore, 'get'>;
  readonly courses: Pick<CourseModelStore, 'get'>;
  /**
   * The id of the stored bundle that learnt from this student's own answers and descends from
   * `base`, a stored bundle's id or null for the shipped one; null where there is none.
   */
  readonly personal: (
    studentId: string,
    model: LiveModel,
    base: string | null,
  ) => Promise<string | null>;
}

export type FindActiveBundle = (
  courseId: string,
  studentId: string,
  model: LiveModel,
) => Promise<ActiveBundle>;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Where storage is forbidden, nothing was ever chosen. */
const isForbidden = (error: unknown): boolean =>
  error instanceof StorageError && error.fault === 'private_mode';

/** The student's own bundle first, then the course's. What it gives never rejects. */
export function activeBundleFinder(deps: ActiveBundleDeps): FindActiveBundle {
  const { bundles, courses, personal } = deps;

  async function checked(id: string, model: LiveModel): Promise<StoredBundle> {
    const bundle = await bundles.get(id);
    if (bundle === null) throw new Error('It is no longer stored in this browser.');
    const { manifest } = await readNetworkBundle(heldFiles(bundle.files));
    const deployable = deployableAs(manifest);
    if (deployable.kind === 'not_live') throw new Error(deployable.why);
    if (deployable.model !== model) throw new Error('It was made for the other model.');
    return bundle;
  }

  return async (courseId, studentId, model) => {
    const stored: StoredBundle[] = [];
    const unused: string[] = [];
    const attempt = async <Found>(
      find: () => Promise<Found | null>,
      refused: string,
    ): Promise<Found | null> => {
      try {
        return await find();
      } catch (error) {
        if (!isForbidden(error)) unused.push(`${refused}: ${messageOf(error)}`);
        return null;
      }
    };
    const choice = await attempt(
      () => courses.get(courseId, model),
      `Which model the course ${courseId} runs could not be looked up`,
    );
    const base = choice?.active ?? null;
    const own = await attempt(
      () => personal(studentId, model, base),
      'The model that learnt from your answers could not be looked up',
    );
    for (const id of [own, base]) {
      if (id === null) continue;
      const bundle = await attempt(() => checked(id, model), id);
      if (bundle !== null) stored.push(bundle);
    }
    return { stored, unused };
  };
}
