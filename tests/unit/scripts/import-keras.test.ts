import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNetworkBundle } from '#adapters/bundles/read-bundle.ts';
import { readKerasModel } from '#adapters/keras/read-keras-model.ts';
import { writeKerasModel } from '#adapters/keras/write-keras-model.ts';
import { useBackend } from '#adapters/tfjs/backends.ts';
import { loadLayersModel } from '#adapters/tfjs/layers-model.ts';
import { at } from '#core/numeric/at.ts';
import { FACE_FEATURES } from '#core/signals/face-signal.ts';
import { filesOf } from '../../../scripts/model/node-tfjs.ts';
import { featuresCsv } from '../../support/features-csv.ts';
import { ENGAGEMENT_LAYERS, madeUpNetwork } from '../../support/made-up-network.ts';
import { runScript } from '../../support/run-script.ts';
import scalers from '../keras/fixtures/face-scalers.json' with { type: 'json' };

const REAL = join(import.meta.dirname, '../../../../shared/data/keras');
const absent = !existsSync(REAL);
const why = absent ? ' (no real files here)' : '';
const LABELS = ['boredom', 'engagement', 'confusion', 'frustration'];
const STEPS = 30;
/** A rate whose times have no rest, so that rows are grid points. */
const RATE = 25;
const network = madeUpNetwork(ENGAGEMENT_LAYERS, STEPS, FACE_FEATURES.length, 4);
const files: Readonly<Record<string, string>> = scalers.files;

let folder: string;
let model: string;
const path = (name: string) => join(folder, name);
const scaler = (name: string) => path(`${name}.pkl`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-import-'));
  model = path('engagement_lstm.h5');
  await writeFile(model, await writeKerasModel(network));
  for (const [name, text] of Object.entries(files)) {
    await writeFile(scaler(name), Buffer.from(text, 'base64'));
  }
});
afterAll(() => rm(folder, { recursive: true }));

const importModel = (file: string, out: string, ...more: readonly string[]) =>
  runScript('import-keras', file, '--labels', LABELS.join(), '--out', out, ...more);

/** The answer for scaled rows, by tfjs' own layers. */
async function byTfjs(rows: readonly (readonly number[])[]): Promise<readonly number[]> {
  const scaled = rows.flatMap((row) =>
    row.map((value, index) => (value - at(scalers.mean, index)) / at(scalers.scale, index)),
  );
  await useBackend('cpu', '');
  const layers = loadLayersModel(network);
  const output = layers.predict(tf.tensor(scaled, [1, STEPS, FACE_FEATURES.length])) as tf.Tensor;
  return [...(await output.data())];
}

describe('npm run import-keras', { timeout: 180_000 }, () => {
  it('[KER-13] [KER-14] brings in a model with its scaler, which then predicts what tfjs does', async () => {
    const out = path('bundle');
    const ended = await importModel(
      model,
      out,
      ...['--scaler', scaler('openface'), '--rate', String(RATE), '--licence', 'for tests'],
    );
    expect(ended).toMatchObject({ code: 0, complaint: '' });
    expect((await readdir(out)).sort()).toEqual(
      ['MODEL_CARD.md', 'manifest.json', 'model.json', 'weights.bin'].sort(),
    );
    const { manifest } = await readNetworkBundle(filesOf(out));
    expect(manifest).toMatchObject({
      labels: LABELS,
      output: 'exclusive',
      parent: null,
      abstention: null,
      calibration: { kind: 'none' },
      origin: { kind: 'imported', licence: 'for tests' },
      scaler: { mean: scalers.mean, std: scalers.scale },
      window: { length: STEPS, rateHz: RATE },
    });
    expect(manifest.id).toMatch(/^imported-engagement_lstm-[0-9a-f]{12}$/);
    expect(await readFile(join(out, 'MODEL_CARD.md'), 'utf8')).toContain('not judged here');

    const csv = featuresCsv({ rows: 40, seed: 6, time: (row) => row / RATE });
    await writeFile(path('features.csv'), csv);
    const predicted = path('predictions.csv');
    const said = await runScript(
      'predict',
      ...[path('features.csv'), '--out', predicted, '--model', out],
    );
    expect(said).toMatchObject({ code: 0, complaint: '' });
    const lines = (await readFile(predicted, 'utf8')).trimEnd().split('\n').slice(1);
    const rows = csv.trimEnd().split('\n').slice(1);
    const features = rows.map((row) => row.split(',').slice(3).map(Number));
    expect(features[0]).toHaveLength(FACE_FEATURES.length);
    for (const end of [29, 33, 39]) {
      const wanted = await byTfjs(features.slice(end - STEPS + 1, end + 1));
      const given = (lines[end] ?? '').split(',').slice(2, 6).map(Number);
      given.forEach((value, index) => {
        expect(Math.abs(value - at(wanted, index))).toBeLessThan(1e-5);
      });
    }
  });

  it('[KER-15] gives the model back as the .h5 that it came from', async () => {
    const out = path('again');
    expect(await importModel(model, out)).toMatchObject({ code: 0 });
    const file = path('again.h5');
    const ended = await runScript('export-keras', '--model', out, '--out', file);
    expect(ended).toMatchObject({ code: 0, complaint: '' });
    const again = await readKerasModel(new Uint8Array(await readFile(file)));
    expect(again.weights.map(({ values }) => values)).toEqual(
      network.weights.map(({ values }) => values),
    );
    const lost = await runScript('export-keras', '--model', folder, '--out', path('none.h5'));
    expect(lost.code).toBe(2);
    expect(existsSync(path('none.h5'))).toBe(false);
  });

  it.each<readonly [string, readonly string[], string]>([
    ['a scaler of columns in another order', ['--scaler', 'another order'], 'AU02 as feature 1'],
    ['too few labels', ['--labels', 'a,b'], '4 outputs, but 2 labels'],
    ['another length', ['--length', '60'], 'windows of 30 steps, not 60'],
    ['another signal', ['--signal', 'attention'], 'signal attention has'],
    ['labels that are no names', ['--labels', 'a,,b'], '--labels a,,b'],
    ['a rate that is none', ['--rate', 'fast'], '--rate fast'],
  ])('[KER-13] refuses %s in a sentence and leaves nothing', async (_, args, words) => {
    const out = path('refused');
    const given = args.map((arg) => (arg in files ? scaler(arg) : arg));
    const { code, complaint } = await importModel(model, out, ...given);
    expect(code).toBe(2);
    expect(complaint).toContain(words);
    expect(existsSync(out)).toBe(false);
  });

  it('[KER-13] refuses a file that is no model, and one that is not there', async () => {
    const out = path('refused');
    const pickle = await importModel(scaler('openface'), out);
    expect(pickle).toMatchObject({ code: 2 });
    expect(pickle.complaint).toContain('neither .h5 nor .keras');
    expect(await importModel(path('nothing.h5'), out)).toMatchObject({ code: 2 });
    expect(existsSync(out)).toBe(false);
  });

  it.skipIf(absent)(
    `[KER-13] refuses a real scaler of other features and a real model of other measurements${why}`,
    async () => {
      const out = path('refused');
      const foreign = await importModel(
        model,
        out,
        ...['--scaler', join(REAL, 'standard_scaler.pkl')],
      );
      expect(foreign.code).toBe(2);
      expect(foreign.complaint.trim()).toBe(
        'The StandardScaler is for 714 features, the model takes 22: it belongs to another model.',
      );
      const fall = await importModel(join(REAL, 'fall_lstm_best.h5'), out);
      expect(fall.code).toBe(2);
      expect(fall.complaint.trim()).toBe(
        'The model takes 6 features a step, and signal face has 22: it was made for measurements that Heed does not take.',
      );
      expect(existsSync(out)).toBe(false);
    },
  );
});
