import { describe, expect, it } from 'vitest';
import type { Dataset } from '#core/dataset/dataset.ts';
import { DatasetRefused } from '#core/dataset/dataset-refusal.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import type { QueueAnswer } from '#core/lab/queue/queue-answer.ts';
import type { UnlabelledWindow } from '#core/lab/unlabelled-window.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { LOGISTIC_RECIPE } from '#core/recipes/presets.ts';
import { timestampMs } from '#core/units.ts';
import { queueBatch, queueCurve, queueSimulation } from '#pipelines/lab/label-queue.ts';
import type { QueuePorts } from '#pipelines/lab/queue-material.ts';
import { normal } from './made-stretches.ts';

const FEATURES = 22;
const PERSONS = ['ada', 'bo', 'chen', 'dee'];
const random = seededRandom(5);

/** A minute of a recording, a window every half second; label 1 looks different. */
function windowsOf(person: string, label: 0 | 1 | null, from = 0): UnlabelledWindow[] {
  return Array.from({ length: 120 }, (_, k) => ({
    values: Float32Array.from(
      { length: 30 * FEATURES },
      (_, i) => normal(random) + (label === 1 && i % FEATURES === 0 ? 3 : 0),
    ),
    padding: 0,
    person,
    recording: `s/${person}.csv`,
    endsAt: timestampMs(from + 1000 + 500 * k),
  }));
}

const labelled = (windows: readonly UnlabelledWindow[], label: 0 | 1): SourcedWindow[] =>
  windows.map(({ values, padding, person, recording, endsAt }) => ({
    values,
    padding,
    person,
    label,
    targets: [0, 1, 2, 3].map((k) => Number(k === label)),
    source: { file: recording, endsAt },
    augmentedBy: [],
  }));

const open = PERSONS.flatMap((person) => windowsOf(person, null, 120_000));
const known = ['ada', 'bo', 'chen'].flatMap((person) => [
  ...labelled(windowsOf(person, 0), 0),
  ...labelled(windowsOf(person, 1, 60_000), 1),
]);

function portsOf(over: Partial<QueuePorts> = {}): QueuePorts {
  return {
    dataset: () => Promise.resolve({ windows: known } as unknown as Dataset),
    unlabelled: () => Promise.resolve(open),
    labelledByHand: () => Promise.resolve(new Set(known.map(({ source }) => source.file))),
    predictor: () => Promise.reject(new Error('no bundle was asked for')),
    onProgress: () => undefined,
    ...over,
  };
}

const ARGS = {
  data: { sources: ['s'], labelWords: {}, fps: null },
  model: { kind: 'quick', recipe: LOGISTIC_RECIPE },
  answers: [],
  seed: 1,
  strategy: 'both',
  size: 8,
  draw: 1,
} as const;

const nothingLabelled = () => Promise.reject(new DatasetRefused('nothing is labelled'));

describe('the queue of what to label next', () => {
  it('[ACT-12] never asks for who judges, and asks with the recipe’s words', async () => {
    const batch = await queueBatch(portsOf(), ARGS);
    expect(batch.words).toEqual(['boredom', 'engagement', 'confusion', 'frustration']);
    expect(batch.heldOut.length).toBeGreaterThan(0);
    expect(batch.asked.length).toBe(8);
    expect(batch.asked.filter(({ person }) => batch.heldOut.includes(person))).toEqual([]);
    for (const { chances, uncertainty, span, curves } of batch.asked) {
      expect(chances?.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
      expect(uncertainty).toBeGreaterThanOrEqual(0);
      expect(span.to - span.from).toBeLessThanOrEqual(4000);
      expect(curves.seconds.at(-1)).toBeCloseTo((span.to - span.from) / 1000, 1);
    }
    expect(batch.withoutModel).toBeNull();
  });

  it('[ACT-13] asks for what is unlike the rest, and says so, where nothing can be unsure yet', async () => {
    const ports = portsOf({
      dataset: nothingLabelled,
      labelledByHand: () => Promise.resolve(new Set()),
    });
    const batch = await queueBatch(ports, ARGS);
    expect(batch.withoutModel).toBe('too_few_labels');
    expect(batch.asked.map(({ by }) => by)).toEqual([
      'typical',
      ...Array<string>(7).fill('unlike'),
    ]);
    expect(batch.asked.every(({ chances }) => chances === null)).toBe(true);
    expect(batch).toMatchObject({ labelled: 0, heldOut: [] });
    expect(await queueCurve(ports, { ...ARGS, every: 8 })).toEqual({
      kind: 'none',
      why: 'nobody_to_judge',
    });
  });

  it('[ACT-14] leaves stills and recordings that a file labels in part alone, and counts them', async () => {
    const stills = open.slice(0, 3).map((window) => ({ ...window, endsAt: null }));
    const ports = portsOf({
      unlabelled: () => Promise.resolve([...stills, ...open]),
      labelledByHand: () => Promise.resolve(new Set(['s/ada.csv'])),
    });
    const batch = await queueBatch(ports, ARGS);
    expect(batch.leftOut.stills).toBe(3);
    const files = ['bo', 'chen'].filter((person) => !batch.heldOut.includes(person));
    expect(batch.leftOut.labelledByFile).toBe(120 * files.length);
    expect(batch.asked.every(({ person }) => !files.includes(person))).toBe(true);
  });

  it('[ACT-15] does not ask again for what was skipped or could not be told', async () => {
    const first = await queueBatch(portsOf(), ARGS);
    const answers = first.asked.map(({ recording, span }, place): QueueAnswer => ({
      recording,
      ...span,
      formatVersion: 1,
      given: { kind: place % 2 === 0 ? 'skipped' : 'cannot_tell' },
      strategy: 'both',
      answeredAt: place,
    }));
    const next = await queueBatch(portsOf(), { ...ARGS, answers });
    expect(next.open).toBe(first.open - answers.length);
    for (const { recording, span } of next.asked) {
      const again = answers.some((own) => own.recording === recording && own.from === span.from);
      expect(again).toBe(false);
    }
  });

  it('[ACT-16] counts answers by their order and not by their time in the recording', async () => {
    const first = await queueBatch(portsOf(), ARGS);
    const answers = first.asked.map(({ recording, span }, place): QueueAnswer => ({
      recording,
      ...span,
      formatVersion: 1,
      given: { kind: 'word', word: 'boredom' },
      strategy: 'both',
      answeredAt: place,
    }));
    const inside = (window: UnlabelledWindow): boolean =>
      answers.some(
        ({ recording, from, to }) =>
          recording === window.recording &&
          window.endsAt !== null &&
          window.endsAt >= from &&
          window.endsAt < to,
      );
    const ports = portsOf({
      dataset: () =>
        Promise.resolve({
          windows: [...known, ...labelled(open.filter(inside), 0)],
        } as unknown as Dataset),
      unlabelled: () => Promise.resolve(open.filter((window) => !inside(window))),
      labelledByHand: () => Promise.resolve(new Set(open.map(({ recording }) => recording))),
    });
    const result = await queueCurve(ports, { ...ARGS, answers, every: 4 });
    if (result.kind !== 'curve') throw new Error(result.why);
    expect(result.curve.given.map(({ labels }) => labels - result.before)).toEqual([0, 4, 8]);
    expect(result.heldOut).toEqual(first.heldOut);
    expect((await queueBatch(ports, { ...ARGS, answers })).open).toBe(first.open - 8);
  });

  it('[ACT-11] runs the experiment on what is labelled, and says where it cannot', async () => {
    const settings = { strategies: ['both'], start: 4, batch: 4, batches: 2, repeats: 2 } as const;
    const { data, seed } = ARGS;
    const args = { data, recipe: LOGISTIC_RECIPE, seed, ...settings };
    const simulation = await queueSimulation(portsOf(), args);
    expect(simulation.strategies.map(({ strategy }) => strategy)).toEqual(['random', 'both']);
    const alone = portsOf({
      dataset: () =>
        Promise.resolve({
          windows: known.filter(({ person }) => person === 'ada'),
        } as unknown as Dataset),
    });
    await expect(queueSimulation(alone, args)).rejects.toThrow(RangeError);
  });

  it('[ACT-13] says of a bundle that cannot be had why nothing is asked', async () => {
    const ports = portsOf({ predictor: () => Promise.reject(new Error('It is gone.')) });
    const asked = queueBatch(ports, { ...ARGS, model: { kind: 'bundle', id: 'gone' } });
    await expect(asked).rejects.toThrow('It is gone.');
  });
});
