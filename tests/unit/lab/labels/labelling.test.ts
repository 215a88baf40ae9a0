import { describe, expect, it } from 'vitest';
import { framesOf, type Frames } from '#core/lab/labels/frame-times.ts';
import {
  type LabelCommand,
  labelled,
  type Labelling,
  startLabelling,
} from '#core/lab/labels/labelling.ts';
import { spansFault } from '#core/lab/labels/span-order.ts';
import { wholeOf } from '#core/lab/labels/visible-stretch.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';

/** A frame every 100 ms, from 5 s on, for a minute. */
const FRAMES: Frames = framesOf(
  Float64Array.from({ length: 600 }, (_, frame) => 5000 + 100 * frame),
);

const run = (labelling: Labelling, ...commands: readonly LabelCommand[]): Labelling =>
  commands.reduce((before, command) => labelled(before, command).labelling, labelling);

const word = (name: string): LabelCommand => ({ kind: 'word', word: name });
const to = (moment: number): LabelCommand => ({ kind: 'place', at: moment });
const spansOf = ({ history }: Labelling) =>
  history.present.map(({ from, to: end, word: said }) => [from, end, said]);
const fresh = () => startLabelling(FRAMES, [], null);

describe('labelling', () => {
  it('[LBL-12] begins a stretch with a word’s key and ends it with the same key', () => {
    expect(spansOf(run(fresh(), to(6000), word('a'), to(8000), word('a')))).toEqual([
      [6000, 8000, 'a'],
    ]);
    expect(spansOf(run(fresh(), to(8000), word('a'), to(6000), word('a')))).toEqual([
      [6000, 8000, 'a'],
    ]);
  });

  it('[LBL-12] ends a stretch and begins the next with another word’s key', () => {
    const keys = [to(6000), word('a'), to(8000), word('b'), to(9000), word('b')];
    expect(spansOf(run(fresh(), ...keys))).toEqual([
      [6000, 8000, 'a'],
      [8000, 9000, 'b'],
    ]);
  });

  it('[LBL-12] begins with a mark and ends with a word, or begins with a word and ends with a mark', () => {
    expect(spansOf(run(fresh(), to(6000), { kind: 'begin' }, to(7000), word('a')))).toEqual([
      [6000, 7000, 'a'],
    ]);
    expect(spansOf(run(fresh(), to(6000), word('a'), to(7000), { kind: 'finish' }))).toEqual([
      [6000, 7000, 'a'],
    ]);
    const noWord = labelled(run(fresh(), to(6000), { kind: 'begin' }, to(7000)), {
      kind: 'finish',
    });
    expect(noWord.note).toEqual({ kind: 'nothing', why: 'no_word' });
    expect(labelled(fresh(), { kind: 'finish' }).note).toEqual({
      kind: 'nothing',
      why: 'not_begun',
    });
    expect(spansOf(run(fresh(), word('a'), { kind: 'give_up' }, to(9000), word('a')))).toEqual([]);
  });

  it('[LBL-13] erases what is marked, else the span at the cursor, and moves an edge to the cursor', () => {
    const two = run(fresh(), to(6000), word('a'), to(8000), word('b'), to(9000), word('b'));
    expect(spansOf(run(two, to(7000), { kind: 'erase' }))).toEqual([[8000, 9000, 'b']]);
    const marked = run(two, to(7000), { kind: 'begin' }, to(8500), { kind: 'erase' });
    expect(spansOf(marked)).toEqual([
      [6000, 7000, 'a'],
      [8500, 9000, 'b'],
    ]);
    expect(labelled(run(two, to(20_000)), { kind: 'erase' }).note).toMatchObject({
      why: 'no_span',
    });
    expect(spansOf(run(two, to(7000), { kind: 'edge_here', edge: 'from' }))[0]).toEqual([
      7000,
      8000,
      'a',
    ]);
    expect(spansOf(run(two, to(10_000), { kind: 'edge_here', edge: 'to' }))[1]).toEqual([
      8000,
      10_000,
      'b',
    ]);
    expect(spansOf(run(two, to(5500), { kind: 'edge_here', edge: 'from' }))[0]).toEqual([
      5500,
      8000,
      'a',
    ]);
    expect(spansOf(run(two, to(7000), { kind: 'split' }, { kind: 'erase' }))).toEqual([
      [6000, 7000, 'a'],
      [8000, 9000, 'b'],
    ]);
  });

  it('[LBL-14] keeps the cursor on frames, in view and within the recording, whatever is pressed', () => {
    const commands = (random: () => number): LabelCommand => {
      const way = random() < 0.5 ? 1 : -1;
      const moment = 4000 + random() * 63_000;
      const pick = Math.floor(random() * 14);
      const list: readonly LabelCommand[] = [
        { kind: 'step', by: 'frame', way },
        { kind: 'step', by: 'second', way },
        { kind: 'step', by: 'ten_seconds', way },
        { kind: 'step', by: 'page', way },
        { kind: 'jump', to: way === 1 ? 'next_edge' : 'previous_edge' },
        { kind: 'place', at: moment },
        { kind: 'select', from: moment, to: 4000 + random() * 63_000 },
        word(random() < 0.5 ? 'a' : 'b'),
        { kind: 'zoom', factor: way === 1 ? 3 : 0.2, around: moment },
        { kind: 'pan', share: random() * 4 - 2 },
        { kind: 'erase' },
        { kind: 'split' },
        { kind: 'edge_here', edge: way === 1 ? 'from' : 'to' },
        { kind: way === 1 ? 'undo' : 'redo' },
      ];
      return at(list, pick);
    };
    const edges = new Set<number>([...FRAMES.times, FRAMES.end]);
    const whole = wholeOf(FRAMES);
    for (let seed = 1; seed <= 40; seed++) {
      const random = seededRandom(seed);
      let labelling = fresh();
      for (let step = 0; step < 100; step++) {
        const command = commands(random);
        labelling = labelled(labelling, command).labelling;
        const { cursor, visible, history } = labelling;
        expect(edges.has(cursor)).toBe(true);
        expect(spansFault(history.present)).toBeNull();
        for (const { from, to: end } of history.present) {
          expect(edges.has(from) && edges.has(end)).toBe(true);
        }
        expect(visible.from).toBeGreaterThanOrEqual(whole.from);
        expect(visible.to).toBeLessThanOrEqual(whole.to + 1e-6);
        expect(visible.to - visible.from).toBeGreaterThanOrEqual(499);
        if (command.kind === 'step' || command.kind === 'jump' || command.kind === 'place') {
          expect(cursor).toBeGreaterThanOrEqual(visible.from - 1e-6);
          expect(cursor).toBeLessThanOrEqual(visible.to + 1e-6);
        }
      }
    }
  });

  it('[LBL-14] steps over a gap where frames lie further apart than the step', () => {
    const sparse = framesOf(Float64Array.of(0, 30_000, 60_000));
    const step: LabelCommand = { kind: 'step', by: 'second', way: 1 };
    expect(run(startLabelling(sparse, [], null), step).cursor).toBe(30_000);
    expect(startLabelling(sparse, [], 44_000).cursor).toBe(30_000);
  });
});
