import { unzipSync, zipSync } from 'fflate';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { startYdf } from '#adapters/ydf/start-ydf.ts';
import { ydfForests } from '#adapters/ydf/ydf-forests.ts';
import { growModel } from '#adapters/ydf/ydf-model.ts';
import { fitLogistic } from '#core/learning/fit-logistic.ts';
import {
  FOREST_KINDS,
  type ForestJob,
  type ForestKind,
  ForestRefused,
  type ForestSpec,
  type TrainedForest,
} from '#core/learning/forest.ts';
import { predictLogistic } from '#core/learning/logistic-model.ts';
import { ExamplesRefused } from '#core/learning/summary-examples.ts';
import { at } from '#core/numeric/at.ts';
import { exclusiveOr, labelledRows, oneHot } from '../learning/examples.ts';
import { REFERENCE_ROWS, REFERENCE_SHARES, referenceJob } from './reference.ts';

const WASM = fileURLToPath(new URL('../../../public/wasm/', import.meta.url));
const trainer = ydfForests(WASM);
const specOf = (kind: ForestKind): ForestSpec =>
  kind === 'random_forest'
    ? { kind, trees: 300, maxDepth: 16, minExamples: 5 }
    : { kind, trees: 300, maxDepth: 6, shrinkage: 0.1 };
const jobOf = (
  { rows, labels }: { rows: readonly Float32Array[]; labels: readonly number[] },
  labelCount: number,
  kind: ForestKind,
): ForestJob => ({
  rows,
  targets: oneHot(labels, labelCount),
  output: 'exclusive',
  model: specOf(kind),
  seed: 1,
});

type Probabilities = readonly (readonly number[])[];
const shareRight = (probabilities: Probabilities, labels: readonly number[]): number => {
  const right = probabilities.filter((row, i) => row.indexOf(Math.max(...row)) === at(labels, i));
  return right.length / labels.length;
};

async function predicted(job: ForestJob, rows = job.rows): Promise<Probabilities> {
  const forest = await trainer.train(job);
  try {
    return await forest.predict(rows);
  } finally {
    forest.close();
  }
}

const four = labelledRows(240, 4);
const heldOut = labelledRows(240, 4, 99);

describe.each(FOREST_KINDS)('%s', (kind) => {
  it('[BAS-10] learns an exclusive or, which a logistic regression cannot', async () => {
    const job = jobOf(exclusiveOr(400), 2, kind);
    const test = exclusiveOr(400, 4);
    const { model } = fitLogistic({ ...job, l2: 1 });
    const logistic = shareRight(predictLogistic(model, 'exclusive', test.rows), test.labels);
    const forest = shareRight(await predicted(job, test.rows), test.labels);
    expect(logistic).toBeLessThan(0.65);
    expect(forest).toBeGreaterThan(0.9);
  });

  it('[BAS-10] tells four labels apart, each by its own column', async () => {
    // Label 0 is the rarest: the library's own order is by how frequent they are.
    const labels = Array.from({ length: 310 }, (_, i) => (i < 10 ? 0 : 1 + (i % 3)));
    const rows = labels.map((label, i) =>
      Float32Array.from(
        [3, 2, 1, 0],
        (own, k) => (own === label ? 1 : 0) + ((i * 7 + k) % 10) / 20,
      ),
    );
    const examples = { rows, labels };
    const probabilities = await predicted(jobOf(examples, 4, kind));
    expect(shareRight(probabilities, examples.labels)).toBe(1);
  });

  it('[BAS-11] gives shares that sum to 1', async () => {
    for (const row of await predicted(jobOf(four, 4, kind), heldOut.rows)) {
      expect(row.length).toBe(4);
      expect(row.every((share) => share >= 0 && share <= 1)).toBe(true);
      expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    }
  });

  it('[BAS-11] of labels each for itself gives what one forest for each gives', async () => {
    const targets = four.labels.map((label) => [label === 0 ? 1 : 0, label >= 2 ? 1 : 0]);
    const base = jobOf(four, 4, kind);
    const both = await predicted({ ...base, targets, output: 'independent' }, heldOut.rows);
    for (const label of [0, 1]) {
      const own = targets.map((target) => [at(target, label)]);
      const alone = await predicted({ ...base, targets: own, output: 'independent' }, heldOut.rows);
      expect(both.map((row) => at(row, label))).toEqual(alone.map((row) => at(row, 0)));
    }
  });

  it('[BAS-12] gives the same by the same seed and something else by another', async () => {
    const job = jobOf(four, 4, kind);
    const first = await predicted(job, heldOut.rows);
    expect(await predicted(job, heldOut.rows)).toEqual(first);
    const other = ydfForests(WASM);
    const fresh = await other.train(job);
    expect(await fresh.predict(heldOut.rows)).toEqual(first);
    fresh.close();
    const reseeded = await predicted({ ...job, seed: 2 }, heldOut.rows);
    expect(reseeded).not.toEqual(first);
    expect(shareRight(reseeded, heldOut.labels)).toBeCloseTo(shareRight(first, heldOut.labels), 0);
  });

  it('[BAS-12] gives what it gives elsewhere', async () => {
    const shares = await predicted(referenceJob(kind), REFERENCE_ROWS);
    shares.forEach((row, i) => {
      row.forEach((share, label) => {
        expect(share).toBeCloseTo(at(at(REFERENCE_SHARES[kind], i), label), 5);
      });
    });
  });

  it('[BAS-13] is read again as it was, class weights too', async () => {
    const forest = await trainer.train({
      ...jobOf(four, 4, kind),
      classWeights: [0.5, 1, 1, 4],
    });
    const bytes = await forest.export();
    expect(bytes.buffer.byteLength).toBe(bytes.length);
    const before = await forest.predict(heldOut.rows);
    forest.close();
    const again = await ydfForests(WASM).read(bytes);
    expect([again.outputs, again.columns]).toEqual([4, 5]);
    expect(await again.predict(heldOut.rows)).toEqual(before);
    again.close();
  });

  it('[BAS-14] lets class weights say what a label counts for', async () => {
    const job = jobOf(four, 4, kind);
    const even = await predicted(job, heldOut.rows);
    const rareFirst = await predicted({ ...job, classWeights: [1, 1, 1, 10] }, heldOut.rows);
    rareFirst.forEach((row, i) => {
      const plain = at(even, i);
      expect(at(row, 3)).toBeGreaterThanOrEqual(at(plain, 3) - 1e-12);
      const odds = (shares: readonly number[]) => at(shares, 0) / at(shares, 1);
      if (at(plain, 1) > 0) expect(odds(row)).toBeCloseTo(odds(plain), 6);
      expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    });
    expect(rareFirst).not.toEqual(even);
  });

  it('[BAS-15] leaves no memory behind', async () => {
    const ydf = await startYdf(WASM);
    const lists = labelledRows(150, 3);
    const round = () => {
      const model = growModel(ydf, kind, lists.rows, lists.labels);
      model.predict(lists.rows);
      model.files();
      model.close();
    };
    const before = ydf.FS.readdir('/');
    for (let i = 0; i < 2; i++) round();
    const held = ydf.HEAPU8.length;
    for (let i = 0; i < 6; i++) round();
    expect(ydf.HEAPU8.length).toBe(held);
    expect(ydf.FS.readdir('/')).toEqual(before);
  }, 120_000);
});

describe('[BAS-16] is refused with a sentence', () => {
  const job = jobOf(four, 4, 'gradient_boosting');
  it.each<[string, Partial<ForestJob>, RegExp, typeof ExamplesRefused | typeof ForestRefused]>([
    ['a label nobody has', { targets: oneHot(four.labels, 5) }, /Label 4/, ExamplesRefused],
    [
      'a target that is a share',
      { targets: [[0.5, 0.5, 0, 0], ...job.targets.slice(1)] },
      /row 0 are shares/,
      ExamplesRefused,
    ],
    [
      'a value that is no number',
      { rows: [new Float32Array(5).fill(Infinity), ...four.rows.slice(1)] },
      /Row 0/,
      ExamplesRefused,
    ],
    [
      'a setting that the library does not take',
      { model: { kind: 'gradient_boosting', trees: 50, maxDepth: 6, shrinkage: 0.1 } },
      /trees = 300, not 50: leave trees out/,
      ForestRefused,
    ],
  ])('%s', async (_, change, message, type) => {
    const refused = trainer.train({ ...job, ...change });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(type);
  });
  it('a row of another length or without a number', async () => {
    const forest = await trainer.train(job);
    await expect(forest.predict([new Float32Array(4)])).rejects.toThrow(/5 finite numbers/);
    const unknown = new Float32Array(5).fill(Number.NaN);
    await expect(forest.predict([unknown])).rejects.toThrow(/5 finite numbers/);
    forest.close();
    await expect(forest.predict(four.rows)).rejects.toThrow(/was closed/);
  });
  it('a library that is not there', async () => {
    const refused = ydfForests('/nowhere/').train(job);
    await expect(refused).rejects.toThrow(/could not be started from \/nowhere/);
  });
  it('a training that was called off, between two labels', async () => {
    const abort = new AbortController();
    const seen: number[] = [];
    const refused = trainer.train({
      ...job,
      output: 'independent',
      abort: abort.signal,
      onModel: (done) => {
        seen.push(done);
        abort.abort(new Error('not now'));
      },
    });
    await expect(refused).rejects.toThrow('not now');
    expect(seen).toEqual([1]);
  });
});

describe('[BAS-17] a file is refused with a sentence', () => {
  let forest: TrainedForest;
  let bytes: Uint8Array;
  beforeAll(async () => {
    forest = await trainer.train(jobOf(four, 4, 'gradient_boosting'));
    bytes = await forest.export();
  });
  const rezipped = (change: (files: Record<string, Uint8Array>) => void): Uint8Array => {
    const files = unzipSync(bytes);
    change(files);
    return zipSync(files);
  };
  const header = (change: Record<string, unknown>) =>
    rezipped((files) => {
      const text = new TextDecoder().decode(files['forest.json']);
      const json = JSON.parse(text) as Record<string, unknown>;
      files['forest.json'] = new TextEncoder().encode(JSON.stringify({ ...json, ...change }));
    });
  const without = (ending: string) =>
    rezipped((files) => {
      const name = Object.keys(files).find((own) => own.endsWith(ending));
      expect(name).toBeDefined();
      Reflect.deleteProperty(files, name ?? '');
    });
  it.each<[string, () => Uint8Array, RegExp]>([
    ['cut off', () => bytes.slice(0, bytes.length / 2), /damaged or cut off/],
    ['no zip', () => new Uint8Array(100), /damaged or cut off/],
    ['foreign', () => without('forest.json'), /not a forest of Heed/],
    ['newer', () => header({ formatVersion: 2 }), /update Heed/],
    ['of another form', () => header({ columns: 0 }), /damaged at columns/],
    ['of other labels', () => header({ outputs: 3 }), /do not fit its description/],
    ['with too few weights', () => header({ classWeights: [1] }), /does not fit its outputs/],
    ['of fewer columns', () => header({ columns: 2 }), /do not fit its description/],
    ['without its trees', () => without('nodes-00000-of-00001'), /damaged/],
    ['without its data specification', () => without('data_spec.pb'), /damaged/],
  ])('%s', async (_, make, message) => {
    const refused = trainer.read(make());
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(ForestRefused);
  });
  it('and those that were there before still answer', async () => {
    expect((await forest.predict(four.rows)).length).toBe(four.rows.length);
    forest.close();
  });
});

it('[BAS-18] hangs nothing on the process', async () => {
  const count = () =>
    ['uncaughtException', 'unhandledRejection'].map((event) => process.listenerCount(event));
  const before = count();
  await startYdf(WASM);
  expect(count()).toEqual(before);
});
