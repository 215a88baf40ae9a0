import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { parseSplitFile } from '#core/dataset/split-file.ts';
import { ManifestSchema } from '#core/models/bundle-manifest.ts';
import { parseManifest } from '#core/models/model-bundle.ts';
import { parseRecipe, type RecipeInput } from '#core/recipes/recipe.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { bundleText } from '#pipelines/bundle-text.ts';
import type { TrainModelOptions } from '#pipelines/train-contract.ts';
import { trainModel } from '#pipelines/train-model.ts';
import { at } from '#core/numeric/at.ts';
import { learnableWindows, unlearnableWindows } from './learnable-windows.ts';

const recipe = (more: Partial<RecipeInput> = {}) =>
  parseRecipe({
    format: 'heed-recipe',
    formatVersion: 1,
    name: 'plain',
    window: { length: 4 },
    model: { kind: 'logistic' },
    ...more,
  });

const options = (more: Partial<TrainModelOptions> = {}): TrainModelOptions => ({
  recipe: recipe(),
  signal: FACE_SIGNAL,
  windows: learnableWindows(360),
  split: null,
  by: 'person',
  seed: 5,
  sources: [
    {
      name: 'numbers from a seed',
      licence: 'none needed',
      kind: 'stills',
      sha256: '0'.repeat(64),
      rows: 400,
      windows: 360,
      persons: 30,
    },
  ],
  preparation: '',
  ports: {
    network: { backend: 'none', train: () => Promise.reject(new Error('not asked for')) },
    forest: null,
    checkpoints: null,
    sha256: sha256Hex,
  },
  createdAt: '2026-11-21T00:00:00.000Z',
  libraries: { heed: 'test' },
  resamples: 50,
  ...more,
});

describe('training a model', () => {
  it('[LRN-1] learns what can be learnt, judged on persons it never saw, beside the majority', async () => {
    const { manifest, files } = await trainModel(options());
    if (manifest.origin.kind !== 'trained') throw new TypeError('it was trained');
    const { evaluation, split, perPerson } = manifest.origin;
    const { model } = at(evaluation.questions, 0);
    expect(model.figures.summary.macroF1).toBeGreaterThan(0.9);
    expect(model.majority.summary.accuracy).toBeLessThan(0.5);
    expect(model.intervals.summary.macroF1).toMatchObject({ kind: 'interval', level: 0.95 });
    expect(evaluation.windows).toBe(split.test.windows);
    expect(perPerson.map(({ person }) => person)).toHaveLength(split.test.persons);
    const filed = parseSplitFile('split.json', bundleText({ files }, 'split.json'));
    expect([...filed.train, ...filed.validation, ...filed.test]).toHaveLength(30);
    expect(filed.test.toSorted()).toEqual(perPerson.map(({ person }) => person));
  });

  it('[LRN-2] writes a manifest that reads back the very same', async () => {
    const { manifest, files } = await trainModel(options());
    const text = bundleText({ files }, 'manifest.json');
    expect(v.parse(ManifestSchema, JSON.parse(text))).toEqual(manifest);
    expect(parseManifest(text, [FACE_SIGNAL])).toEqual(manifest);
  });

  it('[LRN-3] gives the same bundle for the same seed, another for another', async () => {
    const [first, again, other] = [
      await trainModel(options()),
      await trainModel(options()),
      await trainModel(options({ seed: 6 })),
    ];
    expect(again.manifest).toEqual(first.manifest);
    expect(other.manifest.id).not.toBe(first.manifest.id);
  });

  it('[LRN-4] splits as a file says', async () => {
    const { files } = await trainModel(options());
    const split = parseSplitFile('split.json', bundleText({ files }, 'split.json'));
    const turned = { ...split, train: split.test, test: split.train };
    const again = await trainModel(options({ split: turned }));
    expect(parseSplitFile('', bundleText(again, 'split.json')).test).toEqual(split.train);
  });

  it('[LRN-5] refuses a split with anybody on two sides', async () => {
    const { files } = await trainModel(options());
    const split = parseSplitFile('split.json', bundleText({ files }, 'split.json'));
    const shared = { ...split, test: [...split.test, at(split.train, 0)] };
    await expect(trainModel(options({ split: shared }))).rejects.toMatchObject({
      name: 'SplitRefused',
      kind: 'on_two_sides',
    });
  });

  it('[LRN-6] says what is missing where nothing can be learnt from the data', async () => {
    const windows = learnableWindows(360);
    await expect(
      trainModel(options({ windows: windows.filter(({ person }) => person < 'p1') })),
    ).rejects.toThrow(/three at least/);
    await expect(
      trainModel(options({ windows: windows.filter(({ label }) => label !== 3) })),
    ).rejects.toThrow(/frustration/);
  });

  it('[LRN-7] says in the card that it does no better than the majority, where it does not', async () => {
    const good = await trainModel(options());
    expect(good.files.get('MODEL_CARD.md')).not.toContain('no better than always');
    const poor = await trainModel(
      options({ windows: unlearnableWindows(360), recipe: recipe({ balance: 'none' }) }),
    );
    if (poor.manifest.origin.kind !== 'trained') throw new TypeError('it was trained');
    const { model } = at(poor.manifest.origin.evaluation.questions, 0);
    const no = Number(model.figures.summary.macroF1) <= Number(model.majority.summary.macroF1);
    expect(bundleText(poor, 'MODEL_CARD.md').includes('no better than always')).toBe(no);
    for (const { files } of [good, poor]) {
      const card = bundleText({ files }, 'MODEL_CARD.md');
      expect(card).toContain('2024/1689');
      expect(card).toContain('The labels are of stills');
      expect(card).toContain('none needed');
    }
  });

  it('[LRN-8] changes held-out windows by nothing: expansion is given the training side alone', async () => {
    const seen = new Set<string>();
    const { files } = await trainModel(
      options({
        expand: (train) => {
          for (const { person, side } of train) {
            expect(side).toBe('train');
            seen.add(person);
          }
          return Promise.resolve(train);
        },
      }),
    );
    const split = parseSplitFile('', bundleText({ files }, 'split.json'));
    expect([...seen].sort()).toEqual([...split.train].sort());
  });

  it('[LRN-9] stops where it is told to', async () => {
    const stopping = new AbortController();
    const stopped = trainModel(
      options({
        abort: stopping.signal,
        onStage: () => {
          stopping.abort(new Error('enough'));
        },
      }),
    );
    await expect(stopped).rejects.toThrow('enough');
  });

  it('[LRN-10] learns several labels at once, each judged for itself', async () => {
    const windows = learnableWindows(360).map((window, index) => ({
      ...window,
      targets: window.targets.map((target, label) => (label === (index + 1) % 4 ? 1 : target)),
    }));
    const { manifest } = await trainModel(
      options({ windows, recipe: recipe({ labels: { kind: 'states_present' } }) }),
    );
    expect(manifest.output).toBe('independent');
    expect(manifest.calibration.kind).toBe('platt');
    if (manifest.origin.kind !== 'trained') throw new TypeError('it was trained');
    expect(manifest.origin.evaluation.questions.map(({ subject }) => subject)).toEqual([
      'boredom',
      'engagement',
      'confusion',
      'frustration',
    ]);
  });
});
