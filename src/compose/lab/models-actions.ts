import { createBundleStore } from '#adapters/idb/bundle-store.ts';
import { createCourseModelStore } from '#adapters/idb/course-model-store.ts';
import { storageRoom } from '#adapters/idb/persistence.ts';
import { pageClock } from '#adapters/page/page-clock.ts';
import { watchPageHide } from '#adapters/page/page-visibility.ts';
import {
  activate,
  coursesRunning,
  forgetBundle,
  rollBack,
  shippedChoice,
} from '#core/deployments/course-choice.ts';
import type { CourseModelStore } from '#core/deployments/course-model.ts';
import { knownCourses, listedModel, type ListedModel } from '#core/deployments/listed-model.ts';
import type { BundleStore, StoredBundle } from '#core/deployments/stored-bundle.ts';
import { CARD_FILE } from '#core/models/bundle-manifest.ts';
import { LIVE_MODELS, type LiveModel } from '#core/models/prediction.ts';
import { createDeletions } from '#stores/deletion-store.ts';
import { problem } from '#stores/problem.ts';
import type { ModelsActions } from '#ui/lab/models/models-actions.ts';
import { bringIn, isKeras, saveBundle } from './bundle-transfer.ts';
import { kerasBundle } from './keras-bundle.ts';
import type { LabDeps } from './lab-deps.ts';
import { readShipped, type ShippedModel } from './shipped-models.ts';

export interface ModelsPorts {
  readonly bundles: BundleStore;
  readonly courses: CourseModelStore;
  readonly shipped: (model: LiveModel) => Promise<ShippedModel>;
  /** How long a deletion can be undone, milliseconds. */
  readonly graceMs?: number;
}

const inTheBrowser = (): ModelsPorts => ({
  bundles: createBundleStore(),
  courses: createCourseModelStore(),
  shipped: readShipped,
});

const NAMES: Record<LiveModel, string> = {
  attention_level: 'The attention model that comes with Heed',
  learning_states: 'The model of learning states that comes with Heed',
};

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

function listedShipped({ manifest, bundle }: ShippedModel): ListedModel {
  const card = bundle.files.get(CARD_FILE);
  const text = card === undefined ? null : new TextDecoder().decode(card);
  const { sizeBytes, addedAt } = bundle;
  return listedModel({ manifest, card: text, sizeBytes }, 'shipped', addedAt);
}

export function createModelsActions(
  { stores: { models }, archive }: Pick<LabDeps, 'stores' | 'archive'>,
  { bundles, courses, shipped, graceMs }: ModelsPorts = inTheBrowser(),
): ModelsActions {
  /** Courses that somebody named and that have neither a session nor a choice so far. */
  const named = new Set<string>();
  const cameWithHeed = new Map<string, LiveModel>();

  const failed = (error: unknown): void => {
    models.setState({ problem: problem('lab_storage_failed', messageOf(error)) });
  };

  async function listShipped(): Promise<{ listed: ListedModel[]; missing: string[] }> {
    const listed: ListedModel[] = [];
    const missing: string[] = [];
    for (const model of LIVE_MODELS) {
      try {
        const own = await shipped(model);
        cameWithHeed.set(own.manifest.id, model);
        listed.push(listedShipped(own));
      } catch (error) {
        missing.push(`${NAMES[model]} could not be read: ${messageOf(error)}`);
      }
    }
    return { listed, missing };
  }

  async function loadModels(): Promise<void> {
    try {
      const [own, stored, chosen, sessions, room] = await Promise.all([
        listShipped(),
        bundles.list(),
        courses.list(),
        archive.list(),
        storageRoom(),
      ]);
      const kept = stored.heads.map((head) => listedModel(head, head.origin, head.addedAt));
      const { choices } = chosen;
      models.setState({
        models: [...kept, ...own.listed],
        choices,
        courses: knownCourses(
          [...sessions, ...[...named].map((courseId) => ({ courseId }))],
          choices,
        ),
        unreadable: [...own.missing, ...stored.unreadable, ...chosen.unreadable],
        room,
        problem: null,
      });
    } catch (error) {
      failed(error);
    }
  }

  /** Throws a sentence where a course runs it. */
  async function removeBundle(id: string): Promise<void> {
    const { choices } = await courses.list();
    const running = coursesRunning(choices, id);
    if (running.length > 0) throw new Error(`the course ${running.join(', ')} runs it now`);
    for (const choice of forgetBundle(choices, id)) await courses.put(choice);
    await bundles.delete(id);
    await loadModels();
  }

  const deletions = createDeletions(async (ids) => {
    for (const id of ids) await removeBundle(id);
  }, graceMs);
  deletions.store.subscribe(({ pending, failure }) => {
    models.setState({
      deleting: pending?.sessionIds[0] ?? null,
      ...(failure === null ? {} : { kept: `The model is still here: ${failure}.` }),
    });
  });
  watchPageHide(() => void deletions.flush());

  /** A file from Keras of which more has to be said. */
  let asked: File | null = null;

  async function receive(
    name: string,
    make: () => Promise<readonly File[] | StoredBundle>,
  ): Promise<void> {
    models.setState({ importing: { kind: 'reading', name } });
    try {
      const isShipped = (id: string) => cameWithHeed.has(id);
      const received = await bringIn(await make(), bundles, isShipped, pageClock());
      models.setState({ importing: { kind: 'kept', ...received } });
      await loadModels();
    } catch (error) {
      models.setState({ importing: { kind: 'refused', name, why: messageOf(error) } });
    }
  }

  const choiceOf = async (courseId: string, model: LiveModel) =>
    (await courses.get(courseId, model)) ?? shippedChoice(courseId, model);

  return {
    loadModels,
    async importBundle(files) {
      const [file] = files;
      const name = file?.name ?? '';
      asked = file !== undefined && files.length === 1 && isKeras(file) ? file : null;
      if (asked !== null) models.setState({ importing: { kind: 'asking', name } });
      else await receive(name, () => Promise.resolve(files));
    },
    async importKeras(words) {
      const file = asked;
      if (file === null) return;
      asked = null;
      await receive(file.name, () => kerasBundle(file, words, pageClock()));
    },
    leaveImport() {
      asked = null;
      models.setState({ importing: { kind: 'idle' } });
    },
    exportBundle(id) {
      const model = cameWithHeed.get(id);
      const read = async () => {
        if (model !== undefined) return (await shipped(model)).bundle;
        const stored = await bundles.get(id);
        if (stored === null) throw new Error('It is no longer in this browser.');
        return stored;
      };
      return saveBundle(id, read, pageClock());
    },
    deleteBundle(id) {
      const running = coursesRunning(models.getState().choices, id);
      if (running.length === 0) {
        models.setState({ kept: null });
        deletions.request([id]);
        return;
      }
      const where = running.join(', ');
      models.setState({
        kept: `${id} is still here: the sessions of ${where} run it. Let them run another model first.`,
      });
    },
    keepBundle() {
      deletions.undo();
    },
    considerModel(choosing) {
      models.setState({ choosing });
    },
    async activateChosen() {
      const { choosing } = models.getState();
      if (choosing === null) return;
      const { courseId, model, bundle } = choosing;
      try {
        await courses.put(activate(await choiceOf(courseId, model), bundle, pageClock()));
        models.setState({ choosing: null });
        await loadModels();
      } catch (error) {
        failed(error);
      }
    },
    async rollBackCourse({ courseId, model }) {
      try {
        const earlier = rollBack(await choiceOf(courseId, model), pageClock());
        if (earlier === null) return;
        await courses.put(earlier);
        models.setState({ choosing: null });
        await loadModels();
      } catch (error) {
        failed(error);
      }
    },
    addCourse(courseId) {
      named.add(courseId);
      const { choices, courses: known } = models.getState();
      const all = [...known, courseId].map((one) => ({ courseId: one }));
      models.setState({ courses: knownCourses(all, choices) });
    },
  };
}
