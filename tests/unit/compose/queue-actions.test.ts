import { describe, expect, it } from 'vitest';
import type { LabelTrack } from '#core/lab/label-track.ts';
import type { QueueAnswer } from '#core/lab/queue/queue-answer.ts';
import type { AskedStretch, QueueBatch } from '#core/lab/queue/queue-batch.ts';
import { timestampMs } from '#core/units.ts';
import type { QueueStage } from '#stores/lab/queue-store.ts';
import { createLabStores } from '#stores/lab/lab-stores.ts';
import type { LabDeps } from '../../../src/compose/lab/lab-deps.ts';
import { createQueueActions, type QueuePorts } from '../../../src/compose/lab/queue-actions.ts';

const asked = (second: number): AskedStretch => ({
  recording: 's/a.csv',
  person: 'ada',
  span: { from: timestampMs(second * 1000), to: timestampMs((second + 4) * 1000) },
  by: 'unlike',
  uncertainty: null,
  chances: null,
  curves: { seconds: [], curves: [] },
});

const BATCH: QueueBatch = {
  asked: [asked(10), asked(40), asked(14)],
  words: ['boredom', 'engagement'],
  recipe: 'queue-states',
  withoutModel: null,
  open: 3,
  labelled: 0,
  heldOut: [],
  leftOut: { stills: 0, labelledByFile: 0, heldOut: 0 },
};

const word = (own: string) => ({ kind: 'word', word: own }) as const;

/** The queue with everything it keeps in memory, and a worker that answers what is given. */
function queueOf(over: { readonly failsToPut?: () => boolean } = {}) {
  const tracks = new Map<string, LabelTrack>();
  const answers: QueueAnswer[] = [];
  const calls: { readonly name: string; readonly args: unknown }[] = [];
  let closed = 0;
  const client = {
    call: (name: string, args: unknown) => {
      calls.push({ name, args });
      return Promise.resolve(
        name === 'queueBatch' ? BATCH : { kind: 'none', why: 'nobody_to_judge' },
      );
    },
    finish: () => undefined,
    close: () => {
      closed += 1;
    },
  };
  const stores = createLabStores();
  const ports: QueuePorts = {
    sources: { list: () => Promise.resolve({ items: [], unreadable: [] }) },
    labels: {
      list: () => Promise.resolve({ items: [...tracks.values()], unreadable: [] }),
      get: (recording) => Promise.resolve(tracks.get(recording) ?? null),
      put: (track) => {
        if (over.failsToPut?.() === true) return Promise.reject(new Error('The disk is full.'));
        tracks.set(track.recording, track);
        return Promise.resolve();
      },
    },
    answers: {
      list: () => Promise.resolve({ items: [...answers], unreadable: [] }),
      put: (answer) => {
        answers.push(answer);
        return Promise.resolve();
      },
      delete: ({ from }) => {
        answers.splice(0, answers.length, ...answers.filter((own) => own.from !== from));
        return Promise.resolve();
      },
    },
    bundles: { list: () => Promise.resolve({ heads: [], unreadable: [] }) },
    shipped: () => Promise.resolve([]),
    now: () => 7,
  };
  const desk = { start: () => Promise.resolve(client) };
  const actions = createQueueActions({ stores, desk, archive: {} } as unknown as LabDeps, ports);
  const given = () => {
    const { stage } = stores.queue.getState();
    return stage.kind === 'asking' ? stage.given : null;
  };
  const spans = () =>
    tracks.get('s/a.csv')?.spans.map(({ from, to, word: own }) => [from, to, own]) ?? [];
  return { actions, stores, answers, calls, given, spans, closed: () => closed };
}

describe('the queue on its page', () => {
  it('[ACT-17] keeps each answer in the recording’s labels and shows the next at once', async () => {
    const { actions, answers, given, spans } = queueOf();
    await actions.openQueue();
    const first = actions.answerQueue(word('boredom'));
    expect(given()).toHaveLength(1);
    const second = actions.answerQueue({ kind: 'skipped' });
    const third = actions.answerQueue(word('boredom'));
    await Promise.all([first, second, third]);
    // Neighbours of one word are one span.
    expect(spans()).toEqual([[10_000, 18_000, 'boredom']]);
    expect(answers.map(({ given: own }) => own.kind)).toEqual(['word', 'skipped', 'word']);
    expect(answers.every(({ strategy }) => strategy === 'both')).toBe(true);
  });

  it('[ACT-18] takes answers back one by one, and leaves what was labelled before', async () => {
    const { actions, answers, given, spans } = queueOf();
    await actions.openQueue();
    await actions.answerQueue(word('boredom'));
    await actions.answerQueue(word('engagement'));
    await actions.undoAnswer();
    expect(spans()).toEqual([[10_000, 14_000, 'boredom']]);
    expect(answers).toHaveLength(1);
    expect(given()).toHaveLength(1);
    await actions.undoAnswer();
    expect(spans()).toEqual([]);
    expect(answers).toEqual([]);
    await actions.undoAnswer();
    expect(given()).toEqual([]);
  });

  it('[ACT-19] draws the curve once the batch is answered, and not before', async () => {
    const { actions, calls, stores } = queueOf();
    await actions.openQueue();
    await actions.answerQueue(word('boredom'));
    await actions.answerQueue({ kind: 'cannot_tell' });
    expect(calls.map(({ name }) => name)).toEqual(['queueBatch']);
    await actions.answerQueue(word('engagement'));
    expect(calls.map(({ name }) => name)).toEqual(['queueBatch', 'labelCurve']);
    expect(calls[1]?.args).toMatchObject({ every: 10, answers: [{}, {}, {}] });
    expect(stores.queue.getState().curve.kind).toBe('ready');
    // A batch that is done takes no more answers.
    await actions.answerQueue(word('engagement'));
    expect(calls).toHaveLength(2);
  });

  it('[ACT-20] asks again for what could not be kept, and says why', async () => {
    let full = false;
    const { actions, given, answers, stores } = queueOf({ failsToPut: () => full });
    await actions.openQueue();
    await actions.answerQueue(word('boredom'));
    full = true;
    await actions.answerQueue(word('engagement'));
    expect(given()).toHaveLength(1);
    expect(answers).toHaveLength(1);
    expect(stores.queue.getState().troubles).toEqual([
      'The answer was not kept, so it is asked again: The disk is full.',
    ]);
    full = false;
    await actions.answerQueue(word('engagement'));
    expect(answers).toHaveLength(2);
    expect(stores.queue.getState().troubles).toEqual([]);
  });

  it('[ACT-21] gives up what was being worked out when the page is left', async () => {
    const { actions, stores, calls, closed } = queueOf();
    const opening = actions.openQueue();
    actions.closeQueue();
    await opening;
    expect(calls).toEqual([]);
    await actions.openQueue();
    actions.closeQueue();
    await Promise.resolve();
    expect(closed()).toBe(1);
    expect(stores.queue.getState().stage).toEqual({ kind: 'closed' } satisfies QueueStage);
  });

  it('[ACT-22] offers the words that most labels have, and no model besides', async () => {
    const { actions, stores, calls } = queueOf();
    await actions.openQueue();
    const { choices, chosen } = stores.queue.getState();
    expect(chosen).toBe('quick:states');
    expect(choices?.map(({ kind }) => kind)).toEqual(['quick', 'quick', 'none', 'none']);
    await actions.changeQueue({ chosen: 'none:levels', strategy: 'unlike' });
    expect(calls[1]?.args).toMatchObject({
      strategy: 'unlike',
      model: { kind: 'none', recipe: { name: 'queue-levels' } },
    });
  });
});
