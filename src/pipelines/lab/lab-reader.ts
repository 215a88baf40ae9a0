import type { Dataset } from '#core/dataset/dataset.ts';
import { DatasetRefused } from '#core/dataset/dataset-refusal.ts';
import type { LabDataSpec } from '#core/lab/lab-run.ts';
import type { LabelStore, LabFileStore, LabSourceStore } from '#core/lab/lab-stores.ts';
import type { UnlabelledWindow } from '#core/lab/unlabelled-window.ts';
import type { SessionArchive } from '#core/ports.ts';
import type { Recipe } from '#core/recipes/recipe.ts';

/** Where the lab's recordings and labels are kept. */
export interface LabReaderStores {
  readonly sources: Pick<LabSourceStore, 'list'>;
  readonly files: Pick<LabFileStore, 'list' | 'contents'>;
  readonly labels: Pick<LabelStore, 'list'>;
  readonly archive: Pick<SessionArchive, 'get' | 'samples'>;
}

export interface LabReaderOptions {
  readonly sha256: (bytes: ArrayBuffer) => Promise<string>;
  readonly onProgress: (progress: ReadingProgress) => void;
}

export interface ReadingProgress {
  readonly done: number;
  readonly all: number;
  /** The recording that was read. */
  readonly what: string;
}

export interface LabReader {
  /** Rejects with DatasetRefused where there is nothing to learn from. */
  dataset(data: LabDataSpec, recipe: Recipe): Promise<Dataset>;
  unlabelled(data: LabDataSpec, recipe: Recipe): Promise<readonly UnlabelledWindow[]>;
}

export function createLabReader(_stores: LabReaderStores, _options: LabReaderOptions): LabReader {
  const notYet = () => Promise.reject(new DatasetRefused('Nothing is read yet.'));
  return { dataset: notYet, unlabelled: notYet };
}
