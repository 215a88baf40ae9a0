import { describe, expect, it } from 'vitest';
import { done, historyOf, redone, undone } from '#core/lab/labels/history.ts';
import { spansFault } from '#core/lab/labels/span-order.ts';
import {
  erased,
  painted,
  spanAt,
  type Spans,
  splitAt,
  withEdge,
  labelledTime,
  timeOfWords,
} from '#core/lab/labels/spans.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { timestampMs } from '#core/units.ts';

const FRAMES = 40;
const WORDS = ['boredom', 'engagement', '=x', 'ü'];
type Naive = readonly (string | null)[];

const span = (from: number, to: number, word: string) => ({
  from: timestampMs(from),
  to: timestampMs(to),
  word,
});
const stretch = (from: number, to: number) => ({ from: timestampMs(from), to: timestampMs(to) });

/** The words frame by frame, frame n at n milliseconds. */
const framesOf = (spans: Spans): Naive =>
  Array.from({ length: FRAMES }, (_, frame) => spanAt(spans, timestampMs(frame))?.word ?? null);

const filled = (words: Naive, from: number, to: number, word: string | null): Naive =>
  words.map((before, frame) => (frame >= from && frame < to ? word : before));

describe('labels as spans', () => {
  it('[LBL-5] say of every frame what an array of words does, through thousands of random edits', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seededRandom(seed);
      const below = (count: number) => Math.floor(random() * count);
      let spans: Spans = [];
      let naive: Naive = framesOf([]);
      for (let step = 0; step < 60; step++) {
        const given = structuredClone(spans);
        const before = spans;
        const [from, to] = [below(FRAMES + 1), below(FRAMES + 1)];
        const word = at(WORDS, below(WORDS.length));
        const index = below(Math.max(1, spans.length));
        switch (below(5)) {
          case 0:
          case 1:
            spans = painted(spans, span(from, to, word));
            if (from < to) naive = filled(naive, from, to, word);
            break;
          case 2:
            spans = erased(spans, stretch(from, to));
            naive = filled(naive, from, to, null);
            break;
          case 3:
            spans = splitAt(spans, timestampMs(from));
            break;
          default: {
            if (spans.length === 0) break;
            const moved = at(spans, index);
            const edge = random() < 0.5 ? 'from' : 'to';
            spans = withEdge(spans, index, edge, timestampMs(to));
            const bounds = { ...moved, [edge]: to };
            naive = filled(naive, moved.from, moved.to, null);
            if (bounds.from < bounds.to) naive = filled(naive, bounds.from, bounds.to, moved.word);
          }
        }
        expect(before).toEqual(given);
        expect(spansFault(spans)).toBeNull();
        expect(framesOf(spans)).toEqual(naive);
      }
      const named = naive.filter((word) => word !== null);
      expect(labelledTime(spans)).toBe(named.length);
      const total = timeOfWords(spans).reduce((sum, [, time]) => sum + time, 0);
      expect(total).toBe(named.length);
    }
  });

  it('[LBL-6] join the neighbours of the same word when a stretch is painted, and no others', () => {
    const spans = [span(0, 5, 'a'), span(5, 8, 'b'), span(8, 12, 'a'), span(20, 21, 'a')];
    expect(painted(spans, span(5, 8, 'a'))).toEqual([span(0, 12, 'a'), span(20, 21, 'a')]);
    expect(painted(spans, span(12, 19, 'a'))).toEqual([
      ...spans.slice(0, 2),
      span(8, 19, 'a'),
      span(20, 21, 'a'),
    ]);
    expect(painted(spans, span(2, 9, 'c'))).toEqual([
      span(0, 2, 'a'),
      span(2, 9, 'c'),
      span(9, 12, 'a'),
      span(20, 21, 'a'),
    ]);
  });

  it('[LBL-6] are split in two of the same word, each of which can be changed alone', () => {
    const halves = splitAt([span(0, 10, 'a')], timestampMs(4));
    expect(halves).toEqual([span(0, 4, 'a'), span(4, 10, 'a')]);
    expect(splitAt(halves, timestampMs(4))).toEqual(halves);
    expect(painted(halves, span(4, 10, 'b'))).toEqual([span(0, 4, 'a'), span(4, 10, 'b')]);
    expect(withEdge(halves, 0, 'to', timestampMs(0))).toEqual([span(4, 10, 'a')]);
  });
});

describe('undoing', () => {
  it('[LBL-7] goes back and forth through every step as it was, and a new step ends the way forth', () => {
    const random = seededRandom(7);
    let history = historyOf([]);
    const states: Spans[] = [history.present];
    for (let step = 0; step < 120; step++) {
      const from = Math.floor(random() * 30);
      const word = at(WORDS, Math.floor(random() * WORDS.length));
      const next = done(history, painted(history.present, span(from, from + 3, word)));
      if (next !== history) states.push(next.present);
      history = next;
    }
    for (const state of states.slice(0, -1).reverse()) {
      history = undone(history);
      expect(history.present).toEqual(state);
    }
    expect(undone(history).present).toEqual([]);
    for (const state of states.slice(1)) {
      history = redone(history);
      expect(history.present).toEqual(state);
    }
    expect(redone(history)).toEqual(history);
    history = done(undone(history), [span(0, 1, 'new')]);
    expect(redone(history).present).toEqual([span(0, 1, 'new')]);
  });

  it('[LBL-7] keeps two hundred steps, and what changes nothing is none', () => {
    let history = historyOf([]);
    for (let step = 1; step <= 500; step++) {
      history = done(history, [span(0, step, 'a')]);
      history = done(history, [span(0, step, 'a')]);
    }
    expect(history.past).toHaveLength(200);
    for (let step = 0; step < 300; step++) history = undone(history);
    expect(history.present).toEqual([span(0, 300, 'a')]);
  });
});
