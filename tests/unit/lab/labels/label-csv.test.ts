import { describe, expect, it } from 'vitest';
import {
  frameAt,
  frameFrom,
  framesOf,
  nearestEdge,
  steppedBy,
} from '#core/lab/labels/frame-times.ts';
import { labelCsv, spansOfCsv } from '#core/lab/labels/label-csv.ts';
import { painted, spanAt, type Spans } from '#core/lab/labels/spans.ts';
import {
  labelWord,
  ownWords,
  parseRememberedWords,
  rememberedText,
} from '#core/lab/labels/vocabulary.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { timestampMs } from '#core/units.ts';

/** As a camera does: about 30 a second, none exactly. */
function cameraTimes(frames: number, random: () => number): Float64Array {
  let time = 1_700_000_000_000;
  return Float64Array.from({ length: frames }, () => (time += 28 + 10 * random()));
}

const WORDS = [
  'boredom',
  'not_engaged',
  '=1+1',
  "'=x",
  '+a',
  'a "b", c',
  'constructor',
  '__proto__',
];
const ODD = ['@ü', '＝wide', '0', '-1', 'toString', 'ß 🙂', "it's", '#N/A'];

const textOf = (spans: Spans, times: Float64Array): string => [...labelCsv(spans, times)].join('');
const times = cameraTimes(100, seededRandom(1));
const FRAMES = framesOf(times);

describe('labels as frame_index,label', () => {
  it('[LBL-8] come back exactly, whatever the words, for spans that begin and end with frames', async () => {
    for (let seed = 1; seed <= 120; seed++) {
      const random = seededRandom(seed);
      const below = (count: number) => Math.floor(random() * count);
      const own = cameraTimes(1 + below(80), random);
      const frames = framesOf(own);
      const edges = [...own, frames.end].map(timestampMs);
      let spans: Spans = [];
      for (let step = below(12); step > 0; step--) {
        const [a, b] = [at(edges, below(edges.length)), at(edges, below(edges.length))];
        spans = painted(spans, {
          from: timestampMs(Math.min(a, b)),
          to: timestampMs(Math.max(a, b)),
          word: at([...WORDS, ...ODD], below(WORDS.length + ODD.length)),
        });
      }
      const csv = textOf(spans, own);
      expect(await spansOfCsv('labels.csv', [csv], frames)).toEqual(spans);
      // No cell begins with what a spreadsheet runs.
      expect(csv.replaceAll('"', '')).not.toMatch(/,\s*[=+\-@＝]/);
    }
  });

  it('[LBL-8] are said of the frames that lie in a span, where it begins between two', () => {
    const [a, b] = [at(times, 10), at(times, 20)];
    const spans = [{ from: timestampMs(a + 1), to: timestampMs(b + 1), word: 'x' }];
    expect(textOf(spans, times)).toBe('frame_index,label\n0,\n11,x\n21,\n');
    expect(textOf([], times)).toBe('frame_index,label\n0,\n');
  });

  it.each([
    ['frame_index,label\n0,a\n5\n', /labels.csv, line 3: this row has 1 cells/],
    ['frame_index,label\n0,a\n\n1.5,b\n', /line 4, column frame_index: 1.5 is no frame/],
    ['frame_index,label\n9,a\n3,b\n', /line 3, column frame_index: frame 3 does not come after/],
    [
      'frame_index,label\n0,a\n100,b\n',
      /line 3, column frame_index: .* no frame 100: its last one is 99/,
    ],
    ['frame_index,label\nx,a\n', /line 2, column frame_index: "x" is not a number/],
    ['frame,word\n0,a\n', /line 1, column frame_index: the header lacks/],
    ['frame_index,label\n', /has a header, but no rows/],
    ['', /the file is empty/],
    ['frame_index,label\n0,"a\n', /line \d.*quotes/],
  ])('[LBL-9] are refused with line and column: %j', async (csv, message) => {
    await expect(spansOfCsv('labels.csv', [csv], FRAMES)).rejects.toThrow(message);
  });
});

describe('frames of a recording', () => {
  it('[LBL-10] are stepped over one by one to the recording’s end and no further', () => {
    const { end } = FRAMES;
    let moment = timestampMs(at(times, 0));
    for (let frame = 1; frame < 100; frame++) {
      moment = steppedBy(FRAMES, moment, 1);
      expect(moment).toBe(times[frame]);
    }
    expect(steppedBy(FRAMES, moment, 1)).toBe(end);
    expect(steppedBy(FRAMES, end, 5)).toBe(end);
    expect(steppedBy(FRAMES, end, -1)).toBe(times[99]);
    expect(steppedBy(FRAMES, moment, -500)).toBe(times[0]);
  });

  it('[LBL-10] are found as by looking at each', () => {
    const random = seededRandom(3);
    const edges = [...times, FRAMES.end];
    for (let step = 0; step < 500; step++) {
      const moment = at(times, 0) - 100 + random() * (FRAMES.end - at(times, 0) + 200);
      expect(frameAt(times, moment)).toBe(times.filter((time) => time <= moment).length - 1);
      expect(frameFrom(times, moment)).toBe(times.filter((time) => time < moment).length);
      const nearest = Math.min(...edges.map((edge) => Math.abs(edge - moment)));
      expect(Math.abs(nearestEdge(FRAMES, moment) - moment)).toBeCloseTo(nearest, 6);
    }
    expect(framesOf(Float64Array.of(7)).end).toBeCloseTo(7 + 1000 / 30);
    expect(spanAt([], timestampMs(3))).toBeNull();
  });
});

describe('words to label with', () => {
  it('[LBL-11] are one line each, once, and nine at most', () => {
    expect(labelWord('  looks\n away\t ')).toBe('looks away');
    expect(labelWord(' \n ')).toBeNull();
    expect(ownWords('a, b;a\n\n c , ,d,e,f,g,h,i,j')).toEqual(Array.from('abcdefghi'));
  });

  it('[LBL-11] are remembered, and what cannot be read is not', () => {
    const remembered = { kind: 'own', own: ['a', '=b'] } as const;
    expect(parseRememberedWords(rememberedText(remembered))).toEqual(remembered);
    expect(parseRememberedWords('{"kind":"own"}')).toBeNull();
    expect(parseRememberedWords('no json')).toBeNull();
  });
});
