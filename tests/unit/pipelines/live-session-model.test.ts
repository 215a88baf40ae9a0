import { describe, expect, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import { probability } from '#core/units.ts';
import { HeldClassifier, rig } from './session-rig.ts';

const reasons = (samples: ReturnType<ReturnType<typeof rig>['log']['samples']>) =>
  samples.map(({ prediction }) =>
    prediction.kind === 'abstained' ? prediction.reason : 'predicted',
  );

describe('live session: learning states', () => {
  it('[LIVE-11] never asks the model in the attention mode', async () => {
    const model = new HeldClassifier();
    const { session, log, watch } = rig('attention', model);
    await session.start();
    await watch(3000);
    await session.end('stopped');
    expect(model.asked).toEqual([]);
    expect(new Set(reasons(log.samples()))).toEqual(new Set(['not_chosen']));
    expect(log.sessions.get('session-1')?.modelId).toBeNull();
  });

  it('[LIVE-12] asks for every window that is due, from the first full one, and logs it in its row', async () => {
    const model = new HeldClassifier();
    const { session, log, watch } = rig('learning_states', model);
    await session.start();
    await watch(3000, 30, () => model.answer());
    await session.end('stopped');
    const list = reasons(log.samples());
    expect(list.slice(0, 29)).toEqual(Array.from({ length: 29 }, () => 'warming_up'));
    expect(list.slice(29)).toEqual(Array.from({ length: 61 }, () => 'predicted'));
    expect(model.asked).toHaveLength(61);
    for (const [index, sample] of log.samples().slice(29).entries()) {
      const window = at(model.asked, index);
      expect(window.kind === 'ready' ? window.endsAt : 0).toBeCloseTo(sample.at, 2);
    }
  });

  it('[LIVE-12] gives a sample between two grid times the window before it', async () => {
    const model = new HeldClassifier();
    const { session, log, watch } = rig('learning_states', model);
    await session.start();
    await watch(2000, 60, () => model.answer());
    await session.end('stopped');
    expect(reasons(log.samples()).slice(60)).not.toContain('skipped');
    expect(model.asked.length).toBeLessThanOrEqual(32);
  });

  it('[LIVE-13] keeps one in flight and takes the newest next; the skipped rows say so', async () => {
    const model = new HeldClassifier();
    const { session, log, watch, predictions } = rig('learning_states', model);
    await session.start();
    let frame = 0;
    await watch(3000, 30, async () => {
      frame++;
      if (frame % 6 === 0) await model.answer();
    });
    expect(model.mostAtOnce).toBe(1);
    for (const [index, window] of model.asked.slice(2).entries()) {
      const before = at(model.asked, index + 1);
      if (window.kind !== 'ready' || before.kind !== 'ready') throw new Error('not a window');
      expect(window.endsAt - before.endsAt).toBeGreaterThan(150);
    }
    await session.end('stopped');
    const list = reasons(log.samples()).slice(40);
    expect(list.filter((reason) => reason === 'predicted').length).toBeGreaterThan(5);
    expect(list.filter((reason) => reason === 'skipped').length).toBeGreaterThan(25);
    expect(predictions.filter(({ kind }) => kind === 'predicted').length).toBeGreaterThan(8);
  });

  it('[LIVE-13] does not hold the log back for a model that never answers', async () => {
    const { session, log, watch } = rig('learning_states', new HeldClassifier());
    await session.start();
    await watch(4000);
    expect(log.samples().length).toBeGreaterThan(85);
  });

  it('[LIVE-14] goes on without the model where it fails or is taken away, and with one that comes', async () => {
    const model = new HeldClassifier();
    const { session, log, watch } = rig('learning_states');
    await session.start();
    await watch(1500);
    session.useClassifier(model);
    await watch(500, 30, () => model.answer());
    await watch(500, 30, () => model.fail());
    await watch(500);
    session.useClassifier(null);
    await watch(500);
    await session.end('stopped');
    const list = reasons(log.samples());
    const changes = list.filter((reason, index) => reason !== list[index - 1]);
    expect(changes.slice(0, 4)).toEqual([
      'warming_up',
      'model_unavailable',
      'predicted',
      'model_unavailable',
    ]);
    expect(list.at(-1)).toBe('model_unavailable');
  });

  it('[LIVE-14] brings a model’s labels into the order of the log, and refuses others', async () => {
    const turned = new HeldClassifier([...LEARNING_STATES].reverse());
    const { session, log, watch, predictions } = rig('learning_states', turned);
    await session.start();
    await watch(1500, 30, () => turned.answer());
    await session.end('stopped');
    const wanted = [0.1, 0.2, 0.3, 0.4].map(probability);
    expect(predictions.at(-1)).toMatchObject({ probabilities: wanted });
    const logged = log.samples()[40]?.prediction;
    expect(logged?.kind === 'predicted' && logged.probabilities.map((p) => p.toFixed(3))).toEqual([
      '0.100',
      '0.200',
      '0.300',
      '0.400',
    ]);
    expect(() => rig('learning_states', new HeldClassifier(['fall', 'daily']))).toThrow(
      /fall, daily/,
    );
  });
});
