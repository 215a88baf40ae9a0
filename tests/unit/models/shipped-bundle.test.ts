import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBundle } from '#adapters/bundles/read-bundle.ts';
import { modelCard } from '#core/models/model-card.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import { ENGAGEMENT_RECIPE } from '#core/recipes/engagement.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { filesOf } from '../../../scripts/model/node-tfjs.ts';

const FOLDER = join(import.meta.dirname, '../../../public/models/learning-states');
const shipped = () => readBundle(filesOf(FOLDER), FACE_SIGNAL);

describe('the bundle that is shipped', () => {
  it('[MDL-1] [MDL-2] reads, and is the engagement recipe’s', async () => {
    const { manifest } = await shipped();
    expect(manifest.recipe).toEqual({
      name: ENGAGEMENT_RECIPE.name,
      version: ENGAGEMENT_RECIPE.version,
    });
    expect(manifest.layers).toEqual(ENGAGEMENT_RECIPE.layers);
    expect(manifest.labels).toEqual(LEARNING_STATES);
    expect(manifest.window).toEqual({ length: 30, rateHz: 30, maxGapMs: 250 });
    expect(manifest.training).toMatchObject({
      batchSize: ENGAGEMENT_RECIPE.training.batchSize,
      learningRate: ENGAGEMENT_RECIPE.training.learningRate,
    });
    // Keras' count: 4u(in + u + 1) of each LSTM, u(in + 1) of each dense layer.
    const parameters = 4 * 128 * (22 + 129) + 4 * 64 * (128 + 65) + 32 * 65 + 4 * 33;
    expect(manifest.weights.bytes).toBe(4 * parameters);
  });

  it('[MDL-3] [MDL-7] was judged on persons of their own, beside its baseline', async () => {
    const { data, split, metrics } = (await shipped()).manifest;
    const { train, validation, test } = split;
    expect(train.persons + validation.persons + test.persons).toBe(data.persons);
    expect(train.windows + validation.windows + test.windows).toBe(data.used);
    expect(metrics).toMatchObject({ persons: test.persons, windows: test.windows });
    expect(metrics.confusion.map((row) => row.reduce((a, b) => a + b, 0))).toEqual(test.perLabel);
    expect(metrics.majority.accuracy).toBeCloseTo(Math.max(...test.perLabel) / test.windows, 9);
  });

  it('[MDL-15] has the card that its manifest makes', async () => {
    const card = await readFile(join(FOLDER, 'MODEL_CARD.md'), 'utf8');
    expect(card.replaceAll(/\s+|-{3,}/g, '')).toBe(
      modelCard((await shipped()).manifest).replaceAll(/\s+|-{3,}/g, ''),
    );
    expect(card).toContain('It has seen stills only');
  });
});
