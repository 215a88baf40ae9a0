import { describe, expect, it } from 'vitest';
import {
  COUNTED_INPUTS,
  createEventSequencer,
  createInputCounter,
  INPUT_INTERVAL,
  lectureEvent,
} from '#core/sessions/behaviour.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { lectureTimeS, timestampMs } from '#core/units.ts';

const NOW = timestampMs(1000);

describe('counted inputs', () => {
  it('[BEH-1] are counted per interval, with the lecture time at its start', () => {
    const counter = createInputCounter();
    for (let index = 0; index < 40; index++) {
      counter.count('mouse_move', timestampMs(1000 + index * 100), lectureTimeS(index));
    }
    counter.count('keyboard_press', timestampMs(4000), lectureTimeS(30));
    expect(counter.due(timestampMs(1000 + INPUT_INTERVAL - 1))).toEqual([]);
    expect(counter.due(timestampMs(1000 + INPUT_INTERVAL))).toEqual([
      { at: 1000, lectureTime: 0, type: 'mouse_move', data: { count: 40, interval_s: 10 } },
      { at: 1000, lectureTime: 0, type: 'keyboard_press', data: { count: 1, interval_s: 10 } },
    ]);
    expect(counter.due(timestampMs(60_000))).toEqual([]);
  });

  it('[BEH-1] are all counted and none twice', () => {
    const random = seededRandom(14);
    const counter = createInputCounter();
    const given = new Map<string, number>();
    const logged = new Map<string, number>();
    const add = (counts: Map<string, number>, key: string, more: number) =>
      counts.set(key, (counts.get(key) ?? 0) + more);
    let t = 0;
    for (let step = 0; step < 3000; step++) {
      t += 200 * random();
      const input = at(COUNTED_INPUTS, Math.floor(3 * random()));
      counter.count(input, timestampMs(t), null);
      add(given, input, 1);
      for (const { type, data } of counter.due(timestampMs(t)))
        add(logged, type, Number(data['count']));
    }
    for (const { type, data } of counter.drain(timestampMs(t)))
      add(logged, type, Number(data['count']));
    expect(logged).toEqual(given);
  });

  it('[BEH-2] hold a count and a length, and have no place for a key, a button or a position', () => {
    const counter = createInputCounter();
    for (const input of COUNTED_INPUTS) counter.count(input, NOW, null);
    const events = counter.drain(timestampMs(3500));
    expect(events).toHaveLength(COUNTED_INPUTS.length);
    for (const { data } of events) expect(data).toEqual({ count: 1, interval_s: 2.5 });
  });
});

describe('lecture events', () => {
  it('[BEH-3] are named as the log names them', () => {
    const types = (['start', 'pause', 'resume', 'end'] as const).map(
      (kind) => lectureEvent({ kind }, NOW, lectureTimeS(5)).type,
    );
    expect(types).toEqual(['lecture_start', 'lecture_pause', 'lecture_resume', 'lecture_end']);
    expect(lectureEvent({ kind: 'rate', rate: 1.5 }, NOW, null)).toEqual({
      at: NOW,
      lectureTime: null,
      type: 'lecture_rate',
      data: { rate: 1.5 },
    });
  });

  it('[BEH-3] say of a seek where it came from and went to', () => {
    const action = { kind: 'seek', from: lectureTimeS(12.34567), to: lectureTimeS(90) } as const;
    expect(lectureEvent(action, NOW, lectureTimeS(90))).toMatchObject({
      lectureTime: 12.34567,
      data: { from_s: 12.346, to_s: 90 },
    });
  });

  it('[BEH-4] are numbered from 0 without a hole', () => {
    const numbered = createEventSequencer('s1');
    const draft = lectureEvent({ kind: 'start' }, NOW, null);
    expect([0, 1, 2].map(() => numbered(draft))).toEqual(
      [0, 1, 2].map((sequence) => ({ ...draft, sessionId: 's1', sequence })),
    );
  });
});
