import type { Dataset } from '#core/dataset/dataset.ts';
import { DatasetRefused } from '#core/dataset/dataset-refusal.ts';
import type { LabDataSpec } from '#core/lab/lab-run.ts';
import type { LabSource } from '#core/lab/lab-source.ts';
import type { LabelTrack } from '#core/lab/label-track.ts';
import type { UnlabelledWindow } from '#core/lab/unlabelled-window.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { datasetOf } from '../dataset/read-dataset.ts';
import {
  type LabReading,
  type LabReadingPorts,
  type LabReadingStores,
  readLab,
} from './read-lab.ts';

export interface LabReader {
  /** Rejects with DatasetRefused where there is nothing to learn from. */
  dataset(data: LabDataSpec, recipe: Recipe): Promise<Dataset>;
  unlabelled(data: LabDataSpec, recipe: Recipe): Promise<readonly UnlabelledWindow[]>;
}

interface Kept {
  readonly key: string;
  readonly reading: Promise<LabReading>;
}

/** What decides which windows there are: a model's settings do not. */
const asked = ({ signal, window, cut, labels }: Recipe, data: LabDataSpec) => ({
  signal,
  window,
  cut,
  labels,
  data,
});

/** Reads the lab's data anew where they, or what is asked of them, have changed. */
export function createLabReader(stores: LabReadingStores, ports: LabReadingPorts): LabReader {
  let [labelledOnly, everything]: (Kept | null)[] = [null, null];

  const jobOf = async (data: LabDataSpec) => {
    const sources = (await stores.sources.list()).items.filter(({ id }) =>
      data.sources.includes(id),
    );
    if (sources.length === 0) {
      throw new DatasetRefused('No data are switched on: add some under Data, or switch them on.');
    }
    const tracks = (await stores.labels.list()).items;
    return { sources, tracks: new Map(tracks.map((track) => [track.recording, track])) };
  };

  /** Which files and labels there are, as of now. */
  const stateOf = async (
    sources: readonly LabSource[],
    tracks: ReadonlyMap<string, LabelTrack>,
  ): Promise<unknown> => ({
    sources,
    files: await Promise.all(sources.map(({ id }) => stores.files.list(id))),
    tracks: [...tracks.values()].map(({ recording, updatedAt, spans }) => [
      recording,
      updatedAt,
      spans.length,
    ]),
  });

  const readingOf = async (
    data: LabDataSpec,
    recipe: Recipe,
    unlabelledToo: boolean,
  ): Promise<LabReading> => {
    const job = await jobOf(data);
    const key = JSON.stringify([asked(recipe, data), await stateOf(job.sources, job.tracks)]);
    if (everything?.key === key) return everything.reading;
    if (!unlabelledToo && labelledOnly?.key === key) return labelledOnly.reading;
    // What was kept is let go first: two data sets would be twice the memory.
    labelledOnly = null;
    everything = null;
    const reading = readLab({ ...job, data, recipe, unlabelledToo }, stores, ports);
    const kept: Kept = { key, reading };
    if (unlabelledToo) everything = kept;
    else labelledOnly = kept;
    return reading.catch((error: unknown) => {
      if (everything === kept) everything = null;
      if (labelledOnly === kept) labelledOnly = null;
      throw error;
    });
  };

  return {
    async dataset(data, recipe) {
      const { read, official } = await readingOf(data, recipe, false);
      return datasetOf(read, recipe, official);
    },
    unlabelled: async (data, recipe) => (await readingOf(data, recipe, true)).unlabelled,
  };
}
