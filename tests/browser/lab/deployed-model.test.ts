import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchedFiles } from '#adapters/bundles/read-bundle.ts';
import { writeKerasModel } from '#adapters/keras/write-keras-model.ts';
import { createBundleStore } from '#adapters/idb/bundle-store.ts';
import { createCourseModelStore } from '#adapters/idb/course-model-store.ts';
import { removeDatabase } from '#adapters/idb/database.ts';
import { openModelClient } from '#adapters/worker-clients/model-client.ts';
import type { LiveModel } from '#core/models/prediction.ts';
import { parseManifest } from '#core/models/model-bundle.ts';
import { MODEL_SIGNALS } from '#core/signals/model-signals.ts';
import { ATTENTION_SIGNAL } from '#core/signals/attention-signal.ts';
import { timestampMs } from '#core/units.ts';
import { storedBundleOf } from '#pipelines/stored-bundle-of.ts';
import { createLabStores } from '#stores/lab/lab-stores.ts';
import { createModelsActions } from '../../../src/compose/lab/models-actions.ts';
import { activeBundleFinder } from '../../../src/compose/active-bundle.ts';
import { createLiveStore } from '#stores/live-store.ts';
import { openSessionModel } from '../../../src/compose/session-model.ts';
import { openSessionModels } from '../../../src/compose/session-models.ts';
import { madeUpNetwork } from '../../support/made-up-network.ts';
import { otherBundle } from '../../support/other-bundle.ts';

const here = (path: string) => new URL(path, location.href).href;
const WASM = here('/wasm/');
const ATTENTION = here('/models/attention-level/');
const served = fetchedFiles(ATTENTION);

let name = '';
let count = 0;
beforeEach(() => {
  name = `heed-deployed-${Date.now()}-${count++}`;
});
afterEach(async () => {
  vi.restoreAllMocks();
  await removeDatabase(name);
});

async function lab() {
  const stores = createLabStores();
  const bundles = createBundleStore({ name });
  const courses = createCourseModelStore({ name });
  const actions = createModelsActions(
    {
      stores,
      archive: { list: () => Promise.resolve([{ courseId: 'physics' }]) } as never,
    },
    {
      bundles,
      courses,
      shipped: async (model: LiveModel) => {
        const read = fetchedFiles(
          here(`/models/${model === 'attention_level' ? 'attention-level' : 'learning-states'}/`),
        );
        const text = await read('manifest.json');
        const manifest = parseManifest(new TextDecoder().decode(text), MODEL_SIGNALS);
        const files = new Map([['manifest.json', text]]);
        return { manifest, bundle: storedBundleOf({ manifest, files }, 'imported', 0) };
      },
      graceMs: 0,
    },
  );
  await actions.loadModels();
  const other = await otherBundle(served, 'other');
  const find = activeBundleFinder({ bundles, courses, personal: () => Promise.resolve(null) });
  return { stores, bundles, courses, actions, other, find, state: () => stores.models.getState() };
}

/** What a page gives out as a download. */
async function downloaded(work: () => Promise<unknown>): Promise<Uint8Array> {
  Reflect.set(globalThis, 'showSaveFilePicker', undefined);
  const blobs: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push(blob as Blob);
    return 'blob:none';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  await work();
  const [blob] = blobs;
  if (blob === undefined) throw new Error('nothing was downloaded');
  return new Uint8Array(await blob.arrayBuffer());
}

const filesOf = (files: ReadonlyMap<string, string | ArrayBuffer>): File[] =>
  [...files].map(([file, content]) => new File([content], file));

const window = (index: number) => ({
  kind: 'ready' as const,
  endsAt: timestampMs(index),
  values: Float32Array.from({ length: 30 * ATTENTION_SIGNAL.features.length }, (_, at) =>
    Math.sin(index + at * 0.37),
  ),
});

async function answerOf(
  bundle: string | ReadonlyMap<string, string | ArrayBuffer>,
): Promise<readonly number[]> {
  const client = await openModelClient({ bundle, wasmUrl: WASM, backends: ['typed_arrays'] });
  const answer = await client.classify(window(3));
  client.close();
  return answer.kind === 'predicted' ? answer.probabilities : [];
}

/** Asked once for all tests: starting a model takes its time. */
let servedAnswer: Promise<readonly number[]> | null = null;
const answerOfServed = () => (servedAnswer ??= answerOf(ATTENTION));

const furthest = (some: readonly number[], others: readonly number[]): number =>
  Math.max(...some.map((value, index) => Math.abs(value - (others[index] ?? NaN))));

// Each session model starts a worker and times every way to run it.
describe('a model, from a file to a session', { timeout: 180_000 }, () => {
  it('[DEP-7] [DEP-9] leaves as a zip that gives the same bytes when it comes back', async () => {
    const { actions, bundles, other, state } = await lab();
    await actions.importBundle(filesOf(other.files));
    const { id } = other.manifest;
    expect(state().importing).toEqual({ kind: 'kept', id, wasHere: false });
    const before = await bundles.get(id);
    const zip = await downloaded(() => actions.exportBundle(id));
    expect(Object.keys(unzipSync(zip)).sort()).toEqual(
      ['README.txt', ...other.files.keys()].sort(),
    );
    await bundles.delete(id);
    await actions.importBundle([new File([zip.slice()], `${id}.zip`)]);
    expect((await bundles.get(id))?.files).toEqual(before?.files);
    await actions.importBundle([new File([zip.slice()], `${id}.zip`)]);
    expect(state().importing).toEqual({ kind: 'kept', id, wasHere: true });
    expect(state().models?.map((model) => model.id)).toContain(id);
  });

  it('[DEP-8] [DEP-9] is refused in a sentence; one that came with Heed is here already', async () => {
    const { actions, bundles, state } = await lab();
    await actions.importBundle([new File(['x'], 'model.h5'), new File(['y'], 'scaler.pkl')]);
    expect(JSON.stringify(state().importing)).toMatch(/choose that file alone/);
    const manifest = await served('manifest.json');
    await actions.importBundle([new File([manifest], 'manifest.json')]);
    expect(JSON.stringify(state().importing)).toMatch(/weights.bin could not be read/);
    await actions.importBundle([
      new File([manifest], 'manifest.json'),
      new File([await served('weights.bin')], 'weights.bin'),
    ]);
    expect(state().importing).toMatchObject({ kind: 'kept', wasHere: true });
    expect((await bundles.list()).heads).toEqual([]);
  });

  it('[DEP-16] is made of a file from Keras once it was said what its numbers mean', async () => {
    const { actions, bundles, state } = await lab();
    const network = madeUpNetwork(
      [
        { kind: 'lstm', units: 3, returnSequences: false },
        { kind: 'dense', units: 3, activation: 'softmax' },
      ],
      30,
      ATTENTION_SIGNAL.features.length,
      7,
    );
    const h5 = await writeKerasModel(network);
    await actions.importBundle([new File([h5], 'My model.h5')]);
    expect(state().importing).toEqual({ kind: 'asking', name: 'My model.h5' });
    const words = { scaler: null, licence: '' };
    await actions.importKeras({ ...words, model: 'learning_states' });
    expect(JSON.stringify(state().importing)).toMatch(/takes 7 features a step, and signal face/);
    await actions.importBundle([new File([h5], 'My model.h5')]);
    await actions.importKeras({ ...words, model: 'attention_level' });
    expect(state().importing).toMatchObject({ kind: 'kept', wasHere: false });
    const [head] = (await bundles.list()).heads;
    expect(head?.id).toMatch(/^imported-My-model-/);
    expect(state().models?.[0]).toMatchObject({
      deployable: { kind: 'live', model: 'attention_level' },
      scores: [],
    });
  });

  it('[DEP-2] [DEP-3] [DEP-4] is chosen for a course, cannot be deleted then, and is rolled back', async () => {
    const { actions, bundles, courses, other, state } = await lab();
    const { id } = other.manifest;
    const slot = { courseId: 'physics', model: 'attention_level' } as const;
    expect(state().courses).toEqual(['physics']);
    await actions.importBundle(filesOf(other.files));
    actions.considerModel({ ...slot, bundle: id });
    await actions.activateChosen();
    expect(state()).toMatchObject({ choosing: null, choices: [{ ...slot, active: id }] });
    actions.deleteBundle(id);
    expect(state().kept).toMatch(/sessions of physics run it/);
    expect(await bundles.get(id)).not.toBeNull();
    await actions.rollBackCourse(slot);
    expect(state().choices).toMatchObject([{ active: null, before: [] }]);
    actions.considerModel({ ...slot, bundle: id });
    await actions.activateChosen();
    actions.considerModel({ ...slot, bundle: null });
    await actions.activateChosen();
    actions.deleteBundle(id);
    await expect.poll(() => bundles.get(id)).toBeNull();
    // It was left out of what the course can go back to.
    expect(await courses.get('physics', 'attention_level')).toMatchObject({ before: [] });
  });

  it('[DEP-11] [DEP-13] runs in its course’s sessions and answers as when it is served', async () => {
    const { actions, other, find } = await lab();
    await actions.importBundle(filesOf(other.files));
    const { id } = other.manifest;
    actions.considerModel({ courseId: 'physics', model: 'attention_level', bundle: id });
    await actions.activateChosen();

    const live = createLiveStore();
    const abort = new AbortController();
    const open = (courseId: string) =>
      openSessionModel(
        live,
        'attention_level',
        find(courseId, 'ada', 'attention_level'),
        abort.signal,
      );
    const model = await open('physics');
    expect(model).toMatchObject({ id, unused: [] });
    const answers: (readonly number[])[] = [];
    await model.load((classifier) => {
      void classifier?.classify(window(3)).then((answer) => {
        if (answer.kind === 'predicted') answers.push(answer.probabilities);
      });
    });
    await expect.poll(() => answers).toHaveLength(1);
    expect(live.getState().models.attention_level).toMatchObject({
      chosen: { id, origin: 'imported' },
      status: { kind: 'ready', modelId: id },
    });
    model.close();

    const [said = []] = answers;
    const expected = await answerOf(other.files);
    const shipped = await answerOfServed();
    expect(said).toHaveLength(3);
    expect(furthest(said, expected)).toBeLessThan(2e-5);
    expect(furthest(said, shipped)).toBeGreaterThan(0.01);

    const elsewhere = await open('art');
    expect(elsewhere.id).not.toBe(id);
    elsewhere.close();
  });

  it('[DEP-13] answers from storage as it does from a server', async () => {
    const { bundles } = await lab();
    const names = ['weights.bin', 'model.json', 'MODEL_CARD.md', 'manifest.json'];
    const files = new Map(
      await Promise.all(names.map(async (file) => [file, await served(file)] as const)),
    );
    const manifest = parseManifest(
      new TextDecoder().decode(files.get('manifest.json')),
      MODEL_SIGNALS,
    );
    await bundles.put(storedBundleOf({ manifest, files }, 'imported', 1));
    const stored = await bundles.get(manifest.id);
    if (stored === null) throw new Error('it was just stored');
    const answer = await answerOf(stored.files);
    expect(answer).toHaveLength(3);
    expect(answer).toEqual(await answerOfServed());
  });

  it('[DEP-12] gives way to the shipped one where it cannot be run, and says so', async () => {
    const { bundles, courses, actions, find } = await lab();
    const broken = await otherBundle(served, 'broken');
    const weights = new Float32Array(3523).fill(NaN).buffer;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', weights));
    const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (broken.manifest.model.kind !== 'network') throw new Error('a network was made');
    const manifest = {
      ...broken.manifest,
      model: {
        ...broken.manifest.model,
        weights: { ...broken.manifest.model.weights, sha256 },
      },
    };
    const files = new Map(broken.files)
      .set('weights.bin', weights)
      .set('manifest.json', JSON.stringify(manifest));
    await bundles.put(storedBundleOf({ manifest, files }, 'trained', 1));
    actions.considerModel({
      courseId: 'physics',
      model: 'attention_level',
      bundle: manifest.id,
    });
    await actions.activateChosen();
    expect(await courses.get('physics', 'attention_level')).toMatchObject({ active: manifest.id });
    const live = createLiveStore();
    const model = await openSessionModel(
      live,
      'attention_level',
      find('physics', 'ada', 'attention_level'),
      new AbortController().signal,
    );
    expect(model.unused.join()).toContain(`${manifest.id}: `);
    expect(model.id).toMatch(/^attention-level-/);
    model.close();

    await bundles.delete(manifest.id);
    const identity = { studentId: 'ada', lectureId: 'l', courseId: 'physics' };
    const models = await openSessionModels(
      live,
      'attention',
      identity,
      find,
      new AbortController().signal,
    );
    expect(models.ids).toEqual({ attention_level: model.id, learning_states: null });
    models.close();
    expect(live.getState().notices).toMatchObject([
      {
        kind: 'chosen_model_unused',
        detail: `${manifest.id}: It is no longer stored in this browser.`,
      },
    ]);
  });
});
