import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBundle } from '#adapters/bundles/read-bundle.ts';
import { parseReport } from '#core/evaluation/report/evaluation-report.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { ACTION_UNITS, FACE_FEATURES } from '#core/signals/face-signal.ts';
import { filesOf } from '../../../scripts/model/node-tfjs.ts';
import { runScript } from '../../support/run-script.ts';

const PERSONS = ['ann', 'ben', 'cem', 'dev', 'eva', 'fay', 'gil', 'hua', 'ida', 'jon'];
const CLASSES = ['calm', 'lost'];
const RECIPE = {
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'journey',
  window: { length: 10, rateHz: 10 },
  cut: { hop: 5 },
  labels: { kind: 'classes', names: CLASSES },
  model: {
    kind: 'network',
    layers: [
      { kind: 'lstm', units: 6, returnSequences: false },
      { kind: 'dense', units: 2, activation: 'softmax' },
    ],
    settings: { learningRate: 0.02, maxEpochs: 15, batchSize: 16 },
  },
};
let folder: string;

/** Four seconds in OpenFace's layout; who is lost turns the head further and further. */
function clip(seed: number, lost: boolean): string {
  const random = seededRandom(seed);
  const column = (name: string) =>
    (ACTION_UNITS as readonly string[]).includes(name) ? `${name}_r` : name;
  const header = ['frame', 'timestamp', 'success', ...FACE_FEATURES.map(column)].join(',');
  const rows = Array.from({ length: 40 }, (_, row) => {
    const values = FACE_FEATURES.map((name) =>
      name === 'pose_Ry' ? (lost ? 0.3 + 0.2 * random() : 0.1 * random()) : 0.4 * random(),
    );
    return [row + 1, row / 10, 1, ...values.map((value) => value.toFixed(3))].join(',');
  });
  return `${[header, ...rows].join('\n')}\n`;
}

const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-train-'));
  await mkdir(inFolder('clips'));
  const labels = ['file,person,label'];
  for (const [index, person] of PERSONS.entries()) {
    for (const [label, name] of CLASSES.entries()) {
      const file = `${person}-${name}`;
      await writeFile(join(folder, 'clips', `${file}.csv`), clip(10 * index + label, label === 1));
      labels.push(`${file},${person},${name}`);
    }
  }
  await writeFile(inFolder('labels.csv'), `${labels.join('\n')}\n`);
  await writeFile(inFolder('recipe.json'), JSON.stringify(RECIPE));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const train = (out: string, ...more: string[]) =>
  runScript(
    'train',
    '--data',
    inFolder('clips'),
    '--labels',
    inFolder('labels.csv'),
    '--recipe',
    inFolder('recipe.json'),
    '--out',
    inFolder(out),
    '--licence',
    'made up',
    ...more,
  );

describe('npm run train, evaluate, predict, fine-tune', () => {
  it('[LRN-11] goes from recordings to a bundle that is judged, predicts and is trained further', async () => {
    const trained = await train('model');
    expect(trained.complaint).toMatch(/epoch 1 of 15 at most/);
    expect(trained.code, trained.complaint).toBe(0);
    expect((await readdir(inFolder('model'))).sort()).toEqual([
      'MODEL_CARD.md',
      'history.csv',
      'manifest.json',
      'model.json',
      'split.json',
      'weights.bin',
    ]);
    expect(await readdir(folder)).not.toContain('model.checkpoints');
    const { manifest } = await readBundle(filesOf(inFolder('model')));
    if (manifest.origin.kind !== 'trained') throw new TypeError('it was trained');
    expect(manifest.origin.data).toMatchObject([{ licence: 'made up', persons: 10, windows: 140 }]);
    const own = at(manifest.origin.evaluation.questions, 0);
    expect(own.model.figures.summary.macroF1).toBeGreaterThan(0.9);
    expect(own.logistic?.figures.summary.macroF1).toBeGreaterThan(0.9);

    const judged = await runScript(
      'evaluate',
      '--model',
      inFolder('model'),
      '--data',
      inFolder('clips'),
      '--labels',
      inFolder('labels.csv'),
      '--out',
      inFolder('report'),
      '--resamples',
      '50',
    );
    expect(judged.code, judged.complaint).toBe(0);
    const report = parseReport(
      'metrics.json',
      await readFile(join(folder, 'report', 'metrics.json'), 'utf8'),
    );
    expect(report.evaluation.windows).toBe(140);

    const predicted = await runScript(
      'predict',
      join(folder, 'clips', 'ann-lost.csv'),
      '--model',
      inFolder('model'),
      '--out',
      inFolder('predictions.csv'),
    );
    expect(predicted.code, predicted.complaint).toBe(0);
    const last = at((await readFile(inFolder('predictions.csv'), 'utf8')).trim().split('\n'), 40);
    const [, , calm, lost] = last.split(',').map(Number);
    expect(lost).toBeGreaterThan(calm ?? 1);

    const tuned = await runScript(
      'fine-tune',
      '--model',
      inFolder('model'),
      '--data',
      inFolder('clips'),
      '--labels',
      inFolder('labels.csv'),
      '--original',
      inFolder('clips'),
      '--out',
      inFolder('tuned'),
    );
    expect(tuned.code, tuned.complaint).toBe(0);
    expect(tuned.said).toMatch(/The new model is/);
    const gate = JSON.parse(await readFile(join(folder, 'tuned', 'gate.json'), 'utf8')) as object;
    expect(gate).toMatchObject({ parent: manifest.id, own: { kind: 'compared' } });
    const child = await readBundle(filesOf(inFolder('tuned')));
    expect(child.manifest.parent).toBe(manifest.id);
  }, 120_000);

  it('[LRN-3] the same words give the same weights', async () => {
    await train('again');
    const [first, second] = await Promise.all(
      ['model', 'again'].map((name) => readBundle(filesOf(inFolder(name)))),
    );
    expect(second?.manifest.id).toBe(first?.manifest.id);
    expect(second?.manifest.model).toEqual(first?.manifest.model);
  }, 60_000);

  it.each([
    ['a recipe that is none', ['--recipe', 'nothing'], /no such recipe; there are engagement/],
    ['a seed that is none', ['--seed', 'x'], /--seed x/],
    ['data that are not there', ['--data', 'nowhere'], /nowhere/],
    ['a word without a class', ['--label', 'x'], /WORD=CLASS/],
    ['another option', ['--depth', '3'], /Usage: npm run train/],
  ])(
    '[LRN-12] says in a sentence what is wrong with %s, and leaves nothing behind',
    async (_, more, sentence) => {
      const { code, complaint } = await train('refused', ...more);
      expect(code).toBe(2);
      expect(complaint).toMatch(sentence);
      expect(await readdir(folder)).not.toContain('refused');
    },
  );

  it('[LRN-13] says why a bundle cannot be trained further', async () => {
    const { code, complaint } = await runScript(
      'fine-tune',
      '--model',
      inFolder('nowhere'),
      '--data',
      inFolder('clips'),
      '--out',
      inFolder('refused'),
    );
    expect(code).toBe(2);
    expect(complaint).toMatch(/nowhere: The model's manifest.json could not be read/);
  });
});
