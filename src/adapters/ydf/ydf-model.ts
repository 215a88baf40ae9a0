import { ForestRefused, type ForestKind } from '#core/learning/forest.ts';
import { at } from '#core/numeric/at.ts';
import type { CcVector, Dataset, Model, Owned, YdfModule } from 'ydf-training';

const LEARNERS = {
  random_forest: 'RANDOM_FOREST',
  gradient_boosting: 'GRADIENT_BOOSTED_TREES',
} as const satisfies Record<ForestKind, string>;
const LABEL = 'label';
const columnName = (index: number): string => `x${index}`;
const className = (index: number): string => `c${index}`;
const numberIn = (name: string): number => Number(name.slice(1));

/** Makes an object in wasm memory, lends it, and frees it on every path. */
function lend<T extends Owned, R>(owned: T, use: (owned: T) => R): R {
  try {
    return use(owned);
  } finally {
    owned.delete();
  }
}

/** A vector in wasm memory as an array; the vector is freed. */
const taken = <T>(vector: CcVector<T>): T[] =>
  lend(vector, () => Array.from({ length: vector.size() }, (_, index) => vector.get(index) as T));

const fill = <T>(vector: CcVector<T>, values: Iterable<T>): CcVector<T> => {
  for (const value of values) vector.push_back(value);
  return vector;
};

/** An exception of C++ comes as a bare number. */
const errorOf = (cause: unknown): Error =>
  cause instanceof Error ? cause : new Error(`YDF threw ${String(cause)}`);

/** One model that YDF grew: of rows of numbers, to two classes or more. */
export class YdfModel {
  readonly #ydf: YdfModule;
  #model: Model | null;
  /** Column of each input in the model's own order. */
  readonly #inputs: readonly { readonly column: number; readonly internalIdx: number }[];
  /** Class of each of the model's own. */
  readonly #classes: readonly number[];

  constructor(ydf: YdfModule, model: Model) {
    this.#ydf = ydf;
    this.#model = model;
    this.#inputs = taken(model.getInputFeatures()).map(({ name, internalIdx }) => ({
      column: numberIn(name),
      internalIdx,
    }));
    this.#classes = taken(model.getLabelClasses()).map(numberIn);
  }

  /** Whether all that it is about lies within a forest of such a form. */
  fits(columns: number, classCount: number): boolean {
    const known = Array.from({ length: classCount }, (_, index) => index);
    return (
      this.#classes.toSorted((a, b) => a - b).join() === known.join() &&
      this.#inputs.every(({ column }) => column >= 0 && column < columns)
    );
  }

  /** Shares of the classes for each row; they sum to 1. */
  predict(rows: readonly Float32Array[]): number[][] {
    if (rows.length === 0) return [];
    const model = this.#open();
    model.newBatchOfExamples(rows.length);
    for (const { column, internalIdx } of this.#inputs) {
      rows.forEach((row, index) => {
        model.setNumerical(index, internalIdx, at(row, column));
      });
    }
    const raw = taken(model.predict());
    const own = this.#classes.length;
    return rows.map((_, index) => {
      const second = own === 2 ? Math.min(1, at(raw, index)) : 0;
      const shares = own === 2 ? [1 - second, second] : raw.slice(index * own, (index + 1) * own);
      // Votes are added up in single precision: their sum is not quite 1.
      const sum = shares.reduce((total, share) => total + share, 0);
      const byClass = new Array<number>(own).fill(0);
      shares.forEach((share, k) => (byClass[at(this.#classes, k)] = share / sum));
      return byClass;
    });
  }

  /** The files of YDF's model directory. */
  files(): Record<string, Uint8Array<ArrayBuffer>> {
    const folder = '/saved';
    this.#open().save(folder);
    return takeFolder(this.#ydf, folder);
  }

  close(): void {
    this.#model?.delete();
    this.#model = null;
  }

  #open(): Model {
    if (this.#model === null) throw new ForestRefused('The forest was closed before it was asked.');
    return this.#model;
  }
}

function takeFolder(ydf: YdfModule, folder: string): Record<string, Uint8Array<ArrayBuffer>> {
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const name of ydf.FS.readdir(folder)) {
    if (name === '.' || name === '..') continue;
    files[name] = ydf.FS.readFile(`${folder}/${name}`);
    ydf.FS.unlink(`${folder}/${name}`);
  }
  ydf.FS.rmdir(folder);
  return files;
}

function addColumns(
  ydf: YdfModule,
  dataset: Dataset,
  rows: readonly Float32Array[],
  classes: readonly number[],
): void {
  for (let column = 0; column < at(rows, 0).length; column++) {
    const values = rows.map((row) => at(row, column));
    lend(fill(new ydf.vectorFloat(), values), (vector) => {
      dataset.addNumericalColumn(columnName(column), vector);
    });
  }
  lend(fill(new ydf.vectorString(), classes.map(className)), (vector) => {
    dataset.addCategoricalColumn(LABEL, vector, true);
  });
}

/** Grows one model of rows, in their order, and the class of each. @throws ForestRefused */
export function growModel(
  ydf: YdfModule,
  kind: ForestKind,
  rows: readonly Float32Array[],
  classes: readonly number[],
): YdfModel {
  try {
    return lend(new ydf.Dataset(), (dataset) => {
      addColumns(ydf, dataset, rows, classes);
      return lend(new ydf.InternalLearner(), (learner) => {
        learner.init(LEARNERS[kind], LABEL, 'CLASSIFICATION');
        return new YdfModel(ydf, learner.trainFromDataset(dataset));
      });
    });
  } catch (cause) {
    const error = errorOf(cause);
    throw new ForestRefused(`YDF could not grow a forest of these rows: ${error.message}`, error);
  }
}

/** Reads the files of a model directory of YDF's. @throws ForestRefused */
export function loadModel(ydf: YdfModule, files: Readonly<Record<string, Uint8Array>>): YdfModel {
  const folder = '/loaded';
  let model: Model | null;
  try {
    ydf.FS.mkdir(folder);
    for (const [name, bytes] of Object.entries(files)) {
      ydf.FS.writeFile(`${folder}/${name}`, bytes);
    }
    model = ydf.InternalLoadModel(folder);
  } catch (cause) {
    throw new ForestRefused('The forest is damaged: YDF cannot read it.', errorOf(cause));
  } finally {
    takeFolder(ydf, folder);
  }
  if (model === null) throw new ForestRefused('The forest is damaged: YDF cannot read it.');
  return new YdfModel(ydf, model);
}
