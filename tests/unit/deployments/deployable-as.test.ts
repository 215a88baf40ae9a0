import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { deployableAs } from '#core/deployments/deployable-as.ts';
import { choicesFor, listedModel } from '#core/deployments/listed-model.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import { parseManifest } from '#core/models/model-bundle.ts';
import { MODEL_SIGNALS } from '#core/signals/model-signals.ts';
import { smallBundle } from '../../support/small-bundle.ts';

const shipped = async (folder: string): Promise<BundleManifest> =>
  parseManifest(await readFile(`public/models/${folder}/manifest.json`, 'utf8'), MODEL_SIGNALS);
const attention = await shipped('attention-level');
const states = await shipped('learning-states');

const why = (manifest: BundleManifest): string => {
  const deployable = deployableAs(manifest);
  return deployable.kind === 'live' ? `live as ${deployable.model}` : deployable.why;
};

describe('what a bundle can be run as', () => {
  it('[DEP-5] is told by signal, labels, window and outputs', async () => {
    expect(why(attention)).toBe('live as attention_level');
    expect(why(states)).toBe('live as learning_states');
    // One of four states at a time is shown as well as each for itself.
    expect(why((await smallBundle()).manifest)).toBe('live as learning_states');
  });

  it('[DEP-5] is nothing for another kind of model, and says why', () => {
    const forest = {
      ...states,
      model: { kind: 'forest' as const, file: 'forest.zip', sha256: '', bytes: 1 },
    };
    expect(why(forest)).toMatch(/is a forest, and a live session runs networks alone/);
  });

  it.each([
    ['labels in another order', { labels: attention.labels.toReversed() }, /in that order/],
    ['other labels', { labels: ['tired', 'awake'] }, /Its labels are tired, awake/],
    ['another signal', { signal: states.signal }, /trained on the signal face 2/],
    ['another length', { window: { ...attention.window, length: 60 } }, /60 samples/],
    ['another rate', { window: { ...attention.window, rateHz: 10 } }, /at 10 Hz/],
    ['shorter gaps', { window: { ...attention.window, maxGapMs: 100 } }, /up to 100 ms/],
    ['levels apart', { output: 'independent' as const }, /one level at a time/],
  ])('[DEP-5] is nothing with %s, and says why', (_, change, expected) => {
    expect(why({ ...attention, ...change })).toMatch(expected);
  });

  it('[DEP-5] bridges shorter gaps than it was trained to without harm', () => {
    expect(why({ ...attention, window: { ...attention.window, maxGapMs: 500 } })).toMatch(/live/);
  });
});

describe('the list of models', () => {
  const head = (manifest: BundleManifest) => ({ manifest, card: null, sizeBytes: 10 });

  it('[DEP-6] shows each question with its interval beside both baselines', () => {
    const { scores, persons } = listedModel(head(states), 'shipped', 0);
    expect(scores.map(({ subject }) => subject)).toEqual(states.labels);
    expect(persons).toBe(69);
    const [attentionScore] = listedModel(head(attention), 'shipped', 0).scores;
    expect(attentionScore?.macroF1).toBeCloseTo(0.621, 3);
    expect(attentionScore?.logistic).toBeCloseTo(0.575, 3);
    expect(attentionScore?.majority).toBeCloseTo(0.216, 3);
    expect(attentionScore?.interval).toMatchObject({ kind: 'interval', level: 0.95 });
  });

  it('[DEP-6] offers a course what runs live there, and nobody’s own model', () => {
    const models = [
      listedModel(head(attention), 'shipped', 0),
      listedModel(head({ ...attention, id: 'mine' }), 'trained', 0),
      listedModel(head({ ...attention, id: 'hers' }), 'personal', 0),
      listedModel(head(states), 'shipped', 0),
    ];
    expect(choicesFor(models, 'attention_level').map(({ id }) => id)).toEqual([
      attention.id,
      'mine',
    ]);
  });
});
