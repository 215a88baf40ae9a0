import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { parseFoldFile } from '#core/dataset/fold-file.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import type { SourcedWindow, TrainingWindow } from '#core/dataset/sided-window.ts';
import { TrainingRefused } from '#core/dataset/training-refusal.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import { modelCard } from '#core/models/card/model-card.ts';
import { parseManifest } from '#core/models/model-bundle.ts';
import { at } from '#core/numeric/at.ts';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { type CrossFittedOptions, trainCrossFitted } from '#pipelines/train-cross-fitted.ts';
import { learnableWindows, unlearnableWindows } from './learnable-windows.ts';

const RECIPE = parseRecipe({
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'plain',
  window: { length: 4 },
  balance: 'none',
  model: { kind: 'logistic' },
});

const NETWORK = {
  kind: 'network',
  layers: [
    { kind: 'lstm', units: 2, returnSequences: false },
    { kind: 'dense', units: 4, activation: 'softmax' },
  ],
} as const;

const options = (more: Partial<CrossFittedOptions> = {}): CrossFittedOptions => ({
  recipe: RECIPE,
  signal: FACE_SIGNAL,
  windows: learnableWindows(240, 4, 12),
  by: 'person',
  folds: 4,
  seed: 5,
  sources: [
    {
      name: 'numbers from a seed',
      licence: 'none needed',
      kind: 'stills',
      sha256: '0'.repeat(64),
      rows: 240,
      windows: 240,
      persons: 12,
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
  resamples: 20,
  ...more,
});

const trainedOf = ({ origin }: BundleManifest) => {
  if (origin.kind !== 'trained') throw new TypeError('it was trained');
  return origin;
};

const textOf = (file: string | ArrayBuffer | undefined): string => {
  if (typeof file === 'string') return file;
  throw new TypeError('it is a text');
};

describe('training on everybody, judged in folds', () => {
  it('[XFT-1] holds everybody out once, and the weights that are kept learn from all', async () => {
    const sides: (readonly TrainingWindow[])[] = [];
    const { manifest, files } = await trainCrossFitted(
      options({
        expand: (train) => {
          sides.push(train);
          return Promise.resolve(train);
        },
      }),
    );
    const folds = parseFoldFile('split.json', textOf(files.get('split.json')));
    const everybody = [...personsOf(options().windows)].sort();
    expect(folds.folds.flatMap(({ persons }) => persons).sort()).toEqual(everybody);
    expect(sides).toHaveLength(5);
    folds.folds.forEach(({ persons }, index) => {
      const learnt = personsOf(at(sides, index));
      expect(persons.filter((person) => learnt.has(person))).toEqual([]);
      expect(learnt.size + persons.length).toBe(12);
    });
    expect(personsOf(at(sides, 4)).size).toBe(12);
    const { split, evaluation, perPerson } = trainedOf(manifest);
    expect(split.judging).toBe('cross_validation');
    expect(split.train).toMatchObject({ persons: 12, windows: 240 });
    expect(evaluation).toMatchObject({ persons: 12, windows: 240 });
    expect(perPerson.map(({ person }) => person)).toEqual(everybody);
  });

  it('[XFT-2] finds what can be learnt, and nothing where there is nothing', async () => {
    const scoreOf = async (windows: readonly SourcedWindow[]) => {
      const { manifest } = await trainCrossFitted(options({ windows }));
      return at(trainedOf(manifest).evaluation.questions, 0).model.figures.summary.macroRocAuc ?? 0;
    };
    expect(await scoreOf(learnableWindows(240, 4, 12))).toBeGreaterThan(0.95);
    expect(Math.abs((await scoreOf(unlearnableWindows(360))) - 0.5)).toBeLessThan(0.1);
  });

  it('[XFT-3] refuses a recipe that would be stopped or slowed by those who judge, and too few persons', async () => {
    const stopped = parseRecipe({ ...RECIPE, model: NETWORK });
    const slowed = parseRecipe({
      ...RECIPE,
      model: {
        ...NETWORK,
        settings: {
          earlyStopping: null,
          schedule: { kind: 'plateau', patience: 2, factor: 0.5 },
        },
      },
    });
    await expect(trainCrossFitted(options({ recipe: stopped }))).rejects.toThrow(/stops early/);
    await expect(trainCrossFitted(options({ recipe: slowed }))).rejects.toThrow(/another schedule/);
    for (const folds of [1, 13]) {
      await expect(trainCrossFitted(options({ folds }))).rejects.toThrow(TrainingRefused);
    }
  });

  it('[XFT-5] writes a manifest that reads back, and gives the same for the same seed', async () => {
    const [first, again, other] = [
      await trainCrossFitted(options()),
      await trainCrossFitted(options()),
      await trainCrossFitted(options({ seed: 6 })),
    ];
    const text = (bundle: typeof first) => textOf(bundle.files.get('manifest.json'));
    expect(parseManifest(text(first), [FACE_SIGNAL])).toEqual(first.manifest);
    expect(text(again)).toBe(text(first));
    expect(other.files.get('split.json')).not.toBe(first.files.get('split.json'));
  });

  it('[XFT-6] says on the card whose the figures are', async () => {
    const { manifest } = await trainCrossFitted(options());
    const card = modelCard(manifest);
    expect(card).toContain('The figures are of other weights of the same recipe');
    expect(card).not.toContain('whom training never saw');
  });
});
