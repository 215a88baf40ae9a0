import { readBundle, sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { createBundleStore } from '#adapters/idb/bundle-store.ts';
import { createCheckpointStore } from '#adapters/idb/checkpoint-store.ts';
import { createLabFileStore, createLabSourceStore } from '#adapters/idb/lab-source-store.ts';
import { createLabelStore } from '#adapters/idb/label-store.ts';
import { createRunStore } from '#adapters/idb/run-store.ts';
import { createSessionReader, type SessionReader } from '#adapters/idb/session-reader.ts';
import { unzip } from '#adapters/files/unzip.ts';
import type { Dataset } from '#core/dataset/dataset.ts';
import type { BundleStore } from '#core/deployments/stored-bundle.ts';
import type { LabDataSpec } from '#core/lab/lab-run.ts';
import type { LabelStore, LabFileStore, LabSourceStore, RunStore } from '#core/lab/lab-stores.ts';
import type { UnlabelledWindow } from '#core/lab/unlabelled-window.ts';
import type { RawPredictor } from '#core/models/bundle-predictor.ts';
import type { ModelBundle } from '#core/models/model-bundle.ts';
import type { ModelSpec, Recipe } from '#core/recipes/recipe.ts';
import type { LabNotice } from '#protocol/lab/lab-protocol.ts';
import { createLabReader } from '#pipelines/lab/lab-reader.ts';
import type { PredictorPorts } from '#pipelines/train-predictor.ts';
import { bundleFiles, openStoredBundle } from './open-bundle.ts';
import { createTrainers } from './trainers.ts';

/** What the lab's worker reads and writes of the browser's database. */
export interface DeskStores {
  readonly sources: LabSourceStore;
  readonly files: LabFileStore;
  readonly labels: LabelStore;
  readonly runs: RunStore;
  readonly bundles: BundleStore;
  readonly archive: SessionReader;
}

/** What every command of the lab's worker works with. */
export interface Desk {
  readonly stores: DeskStores;
  /**
   * The windows of the sources under a recipe; the last ones asked for are kept until the data
   * change. Rejects with DatasetRefused, in a sentence, where nothing can be learnt from.
   */
  dataset(data: LabDataSpec, recipe: Recipe): Promise<Dataset>;
  /** Every window of the sources of which nobody has said anything. */
  unlabelled(data: LabDataSpec, recipe: Recipe): Promise<readonly UnlabelledWindow[]>;
  /** What trains a model of that kind; libraries are loaded only where it needs them. */
  trainers(kind: ModelSpec['kind']): Promise<PredictorPorts>;
  /** A stored or a shipped bundle, read and checked. */
  bundle(bundleId: string): Promise<ModelBundle>;
  /** A stored or a shipped bundle, ready to answer; the caller closes it. */
  predictor(bundleId: string): Promise<RawPredictor>;
  notify(notice: LabNotice): void;
  /** Fires when a training is to end with what is best so far. */
  readonly finish: AbortSignal;
}

/** The worker's own end of it: what opens it, and what hears the page's notices. */
export interface DeskDrawer {
  readonly desk: Desk;
  readonly open: (args: { readonly wasmUrl: string }) => Promise<null>;
  readonly finish: () => void;
}

const labStores = (): DeskStores => ({
  sources: createLabSourceStore(),
  files: createLabFileStore(),
  labels: createLabelStore(),
  runs: createRunStore(),
  bundles: createBundleStore(),
  archive: createSessionReader(),
});

export function createDesk(
  notify: (notice: LabNotice) => void,
  stores: DeskStores = labStores(),
): DeskDrawer {
  const finishing = new AbortController();
  let wasmUrl: string | null = null;
  const folder = (): string => {
    if (wasmUrl === null) throw new Error('the lab was not opened');
    return wasmUrl;
  };
  const reader = createLabReader(stores, {
    sha256: sha256Hex,
    unzip,
    onProgress: (progress) => {
      notify({ kind: 'progress', ...progress });
    },
  });
  const checkpoints = createCheckpointStore({
    onTrouble: (why) => {
      notify({ kind: 'trouble', why });
    },
  });
  const trainers = createTrainers(checkpoints, folder);
  return {
    desk: {
      stores,
      dataset: (data, recipe) => reader.dataset(data, recipe),
      unlabelled: (data, recipe) => reader.unlabelled(data, recipe),
      trainers,
      bundle: async (id) => readBundle(await bundleFiles(stores.bundles, id, folder())),
      predictor: (bundleId) => openStoredBundle(stores.bundles, bundleId, folder()),
      notify,
      finish: finishing.signal,
    },
    open(args) {
      ({ wasmUrl } = args);
      return Promise.resolve(null);
    },
    finish() {
      finishing.abort();
    },
  };
}
