import { describe, expect, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { ATTENTION_LEVELS, LEARNING_STATES } from '#core/models/prediction.ts';
import { ATTENTION_SIGNAL } from '#core/signals/attention-signal.ts';
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
    session.useClassifier('learning_states', model);
    await watch(500, 30, () => model.answer());
    await watch(500, 30, () => model.fail());
    await watch(500);
    session.useClassifier('learning_states', null);
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

describe('live session: attention levels', () => {
  const levelsOf = (samples: ReturnType<ReturnType<typeof rig>['log']['samples']>) =>
    samples.map(({ attention }) =>
      attention?.kind === 'abstained' ? attention.reason : attention?.kind,
    );

  it('[LIVE-25] asks the attention model alone in the attention mode, and logs its levels', async () => {
    const states = new HeldClassifier();
    const model = new HeldClassifier(ATTENTION_LEVELS);
    const { session, log, watch } = rig('attention', states, model);
    await session.start();
    await watch(2000, 30, () => model.answer());
    await session.end('stopped');
    expect(states.asked).toEqual([]);
    const list = levelsOf(log.samples());
    expect(list.slice(0, 29)).toEqual(Array.from({ length: 29 }, () => 'warming_up'));
    expect(list.slice(29)).toEqual(Array.from({ length: 31 }, () => 'predicted'));
    const window = at(model.asked, 0);
    expect(window.kind === 'ready' && window.values.length).toBe(
      30 * ATTENTION_SIGNAL.features.length,
    );
    expect(log.sessions.get('session-1')).toMatchObject({
      modelId: null,
      attentionModelId: 'held-1',
    });
  });

  it('[LIVE-26] takes a missing face for evidence: the window goes on, and the model is asked', async () => {
    const model = new HeldClassifier(ATTENTION_LEVELS);
    const { session, log, watch, nobody } = rig('attention', null, model);
    await session.start();
    await watch(1500, 30, () => model.answer());
    const before = model.asked.length;
    await nobody(2000, () => model.answer());
    await session.end('stopped');
    expect(model.asked.length).toBeGreaterThanOrEqual(before + 58);
    expect(levelsOf(log.samples()).slice(30)).not.toContain('absent');
    const last = model.asked.at(-1);
    const presence = last?.kind === 'ready' ? [...last.values].filter((_, i) => i % 7 === 0) : [];
    expect(presence).toEqual(Array.from({ length: 30 }, () => 0));
  });

  it('[LIVE-26] takes nothing else for evidence: while paused there is no window', async () => {
    const model = new HeldClassifier(ATTENTION_LEVELS);
    const { session, log, watch, idle } = rig('attention', null, model);
    await session.start();
    await watch(1500, 30, () => model.answer());
    const before = model.asked.length;
    session.interrupt('paused');
    await idle(3000);
    await session.end('stopped');
    expect(model.asked).toHaveLength(before);
    expect(levelsOf(log.samples()).at(-1)).toBe('absent');
  });

  it('[LIVE-27] gives each row the answers of both models, whichever comes later', async () => {
    const states = new HeldClassifier();
    const model = new HeldClassifier(ATTENTION_LEVELS);
    const { session, log, watch } = rig('learning_states', states, model);
    await session.start();
    let frame = 0;
    await watch(2500, 30, async () => {
      await model.answer();
      if (++frame % 2 === 0) await states.answer();
    });
    await session.end('stopped');
    const late = log.samples().slice(40, -2);
    const known = late.filter(({ prediction }) => prediction.kind === 'predicted');
    expect(known.length).toBeGreaterThan(10);
    for (const { attention } of known) {
      expect(attention?.kind === 'predicted' && attention.probabilities).toHaveLength(3);
    }
  });
});
