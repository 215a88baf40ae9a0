import {
  type ForestJob,
  ForestRefused,
  type ForestSpec,
  type ForestTrainer,
  type TrainedForest,
} from '#core/learning/forest.ts';
import type { ForestHeader } from '#core/learning/forest-file.ts';
import { reweighPresence, reweighShares } from '#core/learning/reweigh.ts';
import { checkExamples, ExamplesRefused } from '#core/learning/summary-examples.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom, shuffled } from '#core/numeric/seeded-random.ts';
import type { YdfModule } from 'ydf-training';
import { unzipForest, zipForest } from './forest-zip.ts';
import { startYdf } from './start-ydf.ts';
import { growModel, loadModel, type YdfModel } from './ydf-model.ts';

/** What YDF 0.0.1 grows; it takes no settings. */
const FIXED_SETTINGS: Readonly<Record<ForestSpec['kind'], Readonly<Record<string, number>>>> = {
  random_forest: { trees: 300, maxDepth: 16, minExamples: 5 },
  gradient_boosting: { trees: 300, maxDepth: 6, shrinkage: 0.1 },
};

function checkSettings(model: ForestSpec): void {
  const given = new Map<string, unknown>(Object.entries(model));
  for (const [name, value] of Object.entries(FIXED_SETTINGS[model.kind])) {
    const own = given.get(name) ?? value;
    if (own === value) continue;
    throw new ForestRefused(
      `ydf-training 0.0.1 grows every ${model.kind} with ${name} = ${value}, not ${JSON.stringify(own)}: leave ${name} out of the recipe.`,
    );
  }
}

/** The class of each row, for each model: a label of all, or for each label whether it is there. */
function classesOf({ targets, output }: ForestJob, outputs: number): number[][] {
  const undecided = targets.findIndex((target) =>
    target.some((share) => share !== 0 && share !== 1),
  );
  if (undecided >= 0) {
    throw new ExamplesRefused(
      `The targets of row ${undecided} are shares, and forests learn from whole labels only.`,
    );
  }
  if (output === 'exclusive') return [targets.map((target) => target.indexOf(1))];
  return Array.from({ length: outputs }, (_, label) => targets.map((target) => at(target, label)));
}

function forest(models: readonly YdfModel[], header: ForestHeader): TrainedForest {
  const { output, outputs, columns, classWeights } = header;
  const predict = (rows: readonly Float32Array[]): number[][] => {
    const other = rows.find((row) => row.length !== columns || !row.every(Number.isFinite));
    if (other !== undefined) {
      throw new RangeError(`a row is not ${columns} finite numbers: ${other.length} values`);
    }
    const perModel = models.map((model) => model.predict(rows));
    if (output === 'exclusive') {
      return at(perModel, 0).map((shares) =>
        classWeights === null ? shares : reweighShares(shares, classWeights),
      );
    }
    return rows.map((_, row) =>
      perModel.map((own, label) => {
        const present = at(at(own, row), 1);
        return classWeights === null ? present : reweighPresence(present, at(classWeights, label));
      }),
    );
  };
  return {
    outputs,
    columns,
    predict: async (rows) => Promise.resolve(predict(rows)),
    export: async () =>
      Promise.resolve(
        zipForest(
          header,
          models.map((model) => model.files()),
        ),
      ),
    close: () => {
      for (const model of models) model.close();
    },
  };
}

const closeAll = (models: readonly YdfModel[]): void => {
  for (const model of models) model.close();
};

/**
 * Forests by YDF, in the thread that calls: use it in a worker. YDF always draws with one seed of its
 * own, so the job's seed shuffles the rows. Class weights are put in where it predicts.
 * `wasmFolder` ends in a slash: an address in browsers, a path in Node.
 */
export function ydfForests(wasmFolder: string): ForestTrainer {
  let started: Promise<YdfModule> | null = null;
  const start = async (): Promise<YdfModule> => {
    started ??= startYdf(wasmFolder);
    return started.catch((cause: unknown) => {
      started = null;
      throw cause;
    });
  };

  return {
    library: 'ydf-training 0.0.1',
    async train(job) {
      const { columns, outputs } = checkExamples(job);
      checkSettings(job.model);
      const perModel = classesOf(job, outputs);
      const ydf = await start();
      const order = shuffled([...job.rows.keys()], seededRandom(job.seed));
      const rows = order.map((index) => at(job.rows, index));
      const models: YdfModel[] = [];
      try {
        for (const classes of perModel) {
          job.abort?.throwIfAborted();
          const inOrder = order.map((index) => at(classes, index));
          models.push(growModel(ydf, job.model.kind, rows, inOrder));
          job.onModel?.(models.length, perModel.length);
          // So that what was asked in the meantime, such as to stop, is heard.
          await new Promise((resolve) => setTimeout(resolve));
        }
      } catch (error) {
        closeAll(models);
        // What YDF holds after a failure is not known.
        if (error instanceof ForestRefused) started = null;
        throw error;
      }
      const { kind } = job.model;
      const classWeights = job.classWeights ?? null;
      const { output, seed } = job;
      return forest(models, { kind, output, outputs, columns, seed, classWeights });
    },
    async read(bytes) {
      const { header, models: files } = unzipForest(bytes);
      const ydf = await start();
      const models: YdfModel[] = [];
      try {
        for (const own of files) models.push(loadModel(ydf, own));
        const classCount = header.output === 'exclusive' ? header.outputs : 2;
        if (!models.every((model) => model.fits(header.columns, classCount))) {
          throw new ForestRefused('The forest is damaged: its models do not fit its description.');
        }
      } catch (error) {
        closeAll(models);
        started = null;
        throw error;
      }
      return forest(models, header);
    },
  };
}
