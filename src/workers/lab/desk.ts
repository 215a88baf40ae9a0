import type { Dataset } from '#core/dataset/dataset.ts';
import type { LabDataSpec } from '#core/lab/lab-run.ts';
import type { ModelSpec, Recipe } from '#core/recipes/recipe.ts';
import type { LabNotice } from '#protocol/lab/lab-protocol.ts';
import type { PredictorPorts } from '#pipelines/train-predictor.ts';

/** What every command of the lab's worker works with. */
export interface Desk {
  /** The windows of the sources under a recipe; the last ones asked for are kept. */
  dataset(data: LabDataSpec, recipe: Recipe): Promise<Dataset>;
  /** What trains a model of that kind; libraries are loaded only where it needs them. */
  trainers(kind: ModelSpec['kind']): Promise<PredictorPorts>;
  notify(notice: LabNotice): void;
  /** Fires when a training is to end with what is best so far. */
  readonly finish: AbortSignal;
}

/** The worker's own end of it: what opens it, and what hears the page's notices. */
export interface DeskDrawer {
  readonly desk: Desk;
  open(args: { readonly wasmUrl: string }): Promise<null>;
  finish(): void;
}

const notOpen = (): never => {
  throw new Error('the lab was not opened');
};

export function createDesk(notify: (notice: LabNotice) => void): DeskDrawer {
  const finishing = new AbortController();
  let wasmUrl: string | null = null;
  return {
    desk: {
      dataset: () => Promise.reject(new Error(`nothing is read yet from ${wasmUrl ?? notOpen()}`)),
      trainers: () => Promise.reject(new Error('nothing is trained yet')),
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
