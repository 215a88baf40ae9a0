import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '#adapters/tfjs/backends.ts';
import { buildLayersModel } from '#adapters/tfjs/layers-model.ts';
import { openTfjsTrainer } from '#adapters/tfjs/train-model.ts';
import {
  labelCountOf,
  labelNames,
  labelOf,
  outputOf,
  targetsOf,
} from '#core/dataset/label-rule.ts';
import type { ModelShape } from '#core/models/training.ts';
import { outputWidth, parameterCount, weightShapes } from '#core/models/weight-shapes.ts';
import { FALL_RECIPE, PRESETS } from '#core/recipes/presets.ts';
import { parseRecipe, type Recipe } from '#core/recipes/recipe.ts';
import { nodeWasmUrl } from '../../../scripts/model/node-tfjs.ts';
import { drifting, job } from '../../support/training-jobs.ts';

const networkOf = ({ model }: Recipe) => {
  if (model.kind !== 'network') throw new Error('not a network');
  return model;
};
const FALL: ModelShape = { layers: networkOf(FALL_RECIPE).layers, length: 60, featureCount: 6 };

describe('the recipes to begin with', () => {
  beforeAll(() => useBackend('cpu', ''));

  it.each(PRESETS.map((recipe) => [recipe.name, recipe] as const))(
    '[TRN-19] %s is a recipe with all defaults put in, an output for each label',
    (_, recipe) => {
      expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
      const { model } = recipe;
      const last = model.kind === 'network' ? model.layers.at(-1) : undefined;
      if (last !== undefined) expect(outputWidth(last, 0)).toBe(labelNames(recipe.labels).length);
    },
  );

  it('[TRN-20] that for falls has exactly 20,289 parameters at 60 x 6', () => {
    expect(parameterCount(weightShapes(FALL.layers, 6))).toBe(20_289);
    const model = buildLayersModel(FALL, { kind: 'zeros' });
    expect(model.countParams()).toBe(20_289);
    expect(model.outputs[0]?.shape).toEqual([null, 1]);
    model.dispose();
  });

  it('[TRN-20] that for falls has one output for itself: 1 for a fall, 0 for any other class', () => {
    const { labels } = FALL_RECIPE;
    const facts = (className: string | null) => ({ levels: null, status: null, className });
    expect([outputOf(labels), labelNames(labels), labelCountOf(labels)]).toEqual([
      'independent',
      ['fall'],
      2,
    ]);
    expect(['fall', 'walking', null].map((name) => labelOf(labels, facts(name)))).toEqual([
      1,
      0,
      null,
    ]);
    expect(['fall', 'walking', null].map((name) => targetsOf(labels, facts(name)))).toEqual([
      [1],
      [0],
      null,
    ]);
  });

  it('[TRN-20] that for falls trains on padded windows', { timeout: 60_000 }, async () => {
    const trainer = await openTfjsTrainer('wasm', nodeWasmUrl());
    const padded = (count: number, seed: number) => {
      const { windows, targets } = drifting(count, seed, FALL);
      windows.forEach((window, index) => window.fill(0, (60 - (index % 30)) * 6));
      return { windows, targets: targets.map(([, fall = 0]) => [fall]) };
    };
    const validation = padded(20, 2);
    const network = await trainer.train(
      job({
        shape: FALL,
        output: outputOf(FALL_RECIPE.labels),
        settings: { ...networkOf(FALL_RECIPE).settings, maxEpochs: 4 },
        train: padded(64, 1),
        validation,
        judge: (rows) => -Math.abs((rows[0]?.[0] ?? 0) - (validation.targets[0]?.[0] ?? 0)),
      }),
    );
    const losses = network.history.map(({ loss }) => loss);
    expect(losses[3]).toBeLessThan(losses[0] ?? 0);
  });
});
