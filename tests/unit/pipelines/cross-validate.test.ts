import { describe, expect, it } from 'vitest';
import { kFolds, leaveOnePersonOut } from '#core/dataset/folds.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { evaluateModel } from '#core/evaluation/evaluate-model.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { FACE_FEATURES, FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { crossValidate } from '#pipelines/cross-validate.ts';
import { trainFold } from '#pipelines/train-fold.ts';

const NAMES = ['calm', 'lost'];
const LENGTH = 4;
const random = seededRandom(2);

/** Ten windows each of nine persons; the first feature tells the label. */
const WINDOWS: readonly SourcedWindow[] = Array.from({ length: 90 }, (_, index) => {
  const label = index % 2;
  const values = Float32Array.from({ length: LENGTH * FACE_FEATURES.length }, (__, place) =>
    place % FACE_FEATURES.length === 0 ? 3 * label + random() : 0.5,
  );
  return {
    values,
    label,
    targets: NAMES.map((___, own) => Number(own === label)),
    person: `p${index % 9}`,
    padding: 0,
    source: { file: 'made.csv', endsAt: null },
    augmentedBy: [],
  };
});

const asked = (fold: { readonly heldOut: readonly SourcedWindow[] }) => {
  const rows = fold.heldOut.map(({ targets }) => targets.map((value) => 0.25 + value / 2));
  return { raw: rows, probabilities: rows, logistic: rows };
};

describe('a cross-validation', () => {
  it.each([
    ['3 folds', () => kFolds(WINDOWS, 3, 2, seededRandom(1)), 3],
    ['leaving one person out', () => leaveOnePersonOut(WINDOWS), 9],
  ])('[EVA-24] of %s answers for everybody once, in order', async (_, folds, count) => {
    const names: string[] = [];
    const pooled = await crossValidate(
      folds(),
      (fold) => Promise.resolve(asked(fold)),
      (name) => names.push(name),
    );
    expect(pooled.folds).toHaveLength(count);
    expect(names).toEqual(pooled.folds.map(({ name }) => name));
    expect(new Set(pooled.windows)).toEqual(new Set(WINDOWS));
    expect(pooled.windows).toHaveLength(90);
    expect(pooled.folds.flatMap(({ persons }) => persons).sort()).toEqual(
      Array.from({ length: 9 }, (__, person) => `p${person}`),
    );
    pooled.windows.forEach(({ targets }, index) => {
      expect(at(pooled.probabilities, index)).toEqual(targets.map((value) => 0.25 + value / 2));
    });
  });

  it('[EVA-24] is refused where somebody would be trained on and judged by', async () => {
    const shared = { name: 'bad', heldOut: WINDOWS.slice(0, 20), rest: WINDOWS.slice(20) };
    await expect(crossValidate([shared], (fold) => Promise.resolve(asked(fold)))).rejects.toThrow(
      /trained on and judged by/,
    );
    const [first] = [...leaveOnePersonOut(WINDOWS)];
    if (first === undefined) throw new Error('no fold');
    const few = { ...asked(first), raw: [] };
    await expect(crossValidate([first], () => Promise.resolve(few))).rejects.toThrow(/0 answers/);
  });

  it('[EVA-25] trains each fold by the recipe without those it answers for', async () => {
    const recipe = parseRecipe({
      format: 'heed-recipe',
      formatVersion: 1,
      name: 'folds',
      window: { length: LENGTH },
      labels: { kind: 'classes', names: NAMES },
      model: { kind: 'logistic' },
    });
    const signal = FACE_SIGNAL;
    const ports = {
      network: { backend: 'none', train: () => Promise.reject(new Error('not asked for')) },
      forest: null,
      checkpoints: null,
      sha256: () => Promise.resolve('0'.repeat(64)),
    };
    const training = { recipe, signal, by: 'person', seed: 1, ports } as const;
    const run = () =>
      crossValidate(kFolds(WINDOWS, 3, 2, seededRandom(1)), (fold) => trainFold(fold, training));
    const pooled = await run();
    const evaluation = evaluateModel({
      labels: NAMES,
      ordinal: false,
      output: 'exclusive',
      truth: pooled.windows.map(({ targets }) => targets),
      probabilities: pooled.probabilities,
      logistic: pooled.logistic,
      persons: pooled.windows.map(({ person }) => person),
      train: { windows: 90, perLabel: [45, 45] },
      seed: 1,
      resamples: 50,
    });
    const { macroF1 } = at(evaluation.questions, 0).model.figures.summary;
    expect(macroF1).toBeGreaterThan(0.9);
    expect((await run()).probabilities).toEqual(pooled.probabilities);
    // One held out whose labels are turned does not teach its own model.
    const turned = WINDOWS.map((window) =>
      window.person === 'p4'
        ? { ...window, label: 1 - window.label, targets: window.targets.toReversed() }
        : window,
    );
    const fold = [...leaveOnePersonOut(turned)].find(({ name }) => name.endsWith('p4'));
    if (fold === undefined) throw new Error('no fold');
    const { probabilities } = await trainFold(fold, training);
    const right = fold.heldOut.filter(
      ({ label }, index) => (at(probabilities, index)[label] ?? 0) > 0.5,
    );
    expect(right.length).toBeLessThan(fold.heldOut.length / 5);
  });
});
