import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { factsOfWord } from '#core/dataset/facts-of-word.ts';
import { factsOfSpan, NO_FACTS } from '#core/dataset/file-facts.ts';
import { kindsOf, leftOutSentence } from '#core/lab/given-kinds.ts';
import { OFFERED_RECIPES } from '#core/lab/offered-recipes.ts';
import { parseLabSource } from '#core/lab/stored-source.ts';
import type { Survey } from '#core/lab/survey.ts';
import { verdictOf } from '#core/lab/verdict.ts';
import { modelSignal } from '#core/signals/model-signals.ts';
import { timestampMs } from '#core/units.ts';
import { memoryContent } from '#pipelines/dataset/memory-content.ts';
import { surveyStored } from '#pipelines/lab/survey.ts';
import { clip, recipe } from '../learn/dataset-files.ts';
import { fileSource, inMemory, sha256 } from './data-in-memory.ts';

const A = '00000000-0000-4000-8000-00000000000a';
const B = '00000000-0000-4000-8000-00000000000b';
const classes = recipe({ labels: { kind: 'classes', names: ['low', 'high'] } });

const surveyOf = async (files: Readonly<Record<string, string>>, given = classes) => {
  const memory = inMemory({ [A]: files });
  const survey = await surveyStored(A, given, memory.stores, memory.ports);
  if (survey === null) throw new Error('there is no source');
  return { survey, memory };
};

describe('a survey of a source', () => {
  it('[LBD-7] counts persons, recordings, rows, windows and classes, and tells each range', async () => {
    const { survey, memory } = await surveyOf({
      'a.csv': clip(1),
      'b.csv': clip(2),
      'c.csv': clip(3),
      'l.csv': 'file,person,label\na,ann,low\nb,ben,high\n',
      'odd.csv': 'x,y\n1,2\n',
    });
    expect(survey.persons).toEqual([
      { name: 'ann', recordings: 1, windows: 2 },
      { name: 'ben', recordings: 1, windows: 2 },
    ]);
    expect(survey.rows).toEqual({ all: 60, kept: 60, absent: 0, refused: 0 });
    expect([survey.windows, survey.unlabelled]).toEqual([4, 2]);
    expect(survey.classes).toEqual([
      { name: 'low', windows: 2 },
      { name: 'high', windows: 2 },
    ]);
    expect(survey.recordings.map(({ key, windows }) => [key, windows])).toEqual([
      [`${A}/a.csv`, 2],
      [`${A}/b.csv`, 2],
      [`${A}/c.csv`, 0],
    ]);
    expect(survey.ranges).toHaveLength(22);
    for (const { low, high, mean, possible } of survey.ranges) {
      expect(low).toBeGreaterThanOrEqual(possible.low);
      expect(high).toBeLessThanOrEqual(possible.high);
      expect(mean).toBeGreaterThanOrEqual(low);
      expect(mean).toBeLessThanOrEqual(high);
    }
    expect(survey.problems).toEqual([expect.stringContaining('odd.csv: its header is none')]);
    expect(memory.seen.map(({ done }) => done)).toEqual([1, 2, 3]);
  });

  it('[LBD-7] has label files of other sources that are used, and no recordings of theirs', async () => {
    const memory = inMemory({
      [A]: { 'a.csv': clip(1), 'l.csv': 'file,person,label\nb,ben,high\n' },
      [B]: { 'b.csv': clip(2) },
    });
    const of = () => surveyStored(B, classes, memory.stores, memory.ports);
    expect((await of())?.classes).toMatchObject([{ windows: 0 }, { windows: 2 }]);
    memory.sources[0] = fileSource(A, 'source a', { used: false });
    expect((await of())?.verdict).toMatchObject({
      kind: 'not_usable',
      reasons: [expect.stringContaining('None of its 2 windows has a label')],
    });
    expect(await surveyStored('gone', classes, memory.stores, memory.ports)).toBeNull();
  });

  it('[LBD-7] reads zips of sessions, and tells one that is none', async () => {
    const zip = zipSync({ 'features_ann.csv': new TextEncoder().encode(clip(1)) });
    const memory = inMemory({ [A]: {} });
    const contents = () =>
      Promise.resolve([
        memoryContent('s.zip', new Uint8Array(zip), sha256),
        memoryContent('t.zip', new TextEncoder().encode('no zip'), sha256),
      ]);
    const stores = { ...memory.stores, files: { ...memory.stores.files, contents } };
    const survey = await surveyStored(A, classes, stores, memory.ports);
    expect(survey?.recordings).toMatchObject([
      { key: `${A}/s.zip/features_ann.csv`, unlabelled: 2 },
    ]);
    expect(survey?.problems).toEqual([expect.stringContaining('t.zip: this is not a zip')]);
  });

  it.each([
    [{}, /No recording is in it/],
    [{ 'a.csv': '' }, /a.csv: the file is empty/],
    [{ 'a.csv': clip(1) }, /label some under Labels/],
    [{ 'a.csv': clip(1), 'l.csv': 'file,label\na,middling\n' }, /none of the classes/],
    [{ 'a.csv': clip(1, 5), 'l.csv': 'file,label\na,low\n' }, /shorter than a window/],
    [
      { 'a.csv': clip(1), 'l.csv': 'file,label\na,low\n', 'm.csv': 'file,label\na,high\n' },
      /a is labelled twice/,
    ],
  ])('[LBD-8] says why %j cannot be used, and what to do', async (files, why) => {
    const { verdict } = (await surveyOf(files)).survey;
    expect(verdict.kind).toBe('not_usable');
    expect(verdict.reasons.join(' ')).toMatch(why);
  });
});

describe('a verdict', () => {
  const person = (name: string) => ({ name, recordings: 1, windows: 100 });
  const good: Omit<Survey, 'verdict'> = {
    sourceId: A,
    recipe: 'test',
    by: 'person',
    persons: [person('ann'), person('ben'), person('cem')],
    recordings: [],
    rows: { all: 1000, kept: 1000, absent: 0, refused: 0 },
    windows: 300,
    unlabelled: 0,
    leftOut: { no_label: 0, no_class: 0, too_short: 0, no_face: 0 },
    classes: [
      { name: 'low', windows: 150 },
      { name: 'high', windows: 150 },
    ],
    ranges: [],
    problems: [],
  };

  it('[LBD-8] is ready where three persons show every class often', () => {
    expect(verdictOf(good)).toEqual({ kind: 'ready', reasons: [] });
  });

  it.each<[string, Partial<Survey>, RegExp]>([
    ['one person', { persons: [person('ann')] }, /one person only: nobody can be held out/],
    ['two persons', { persons: [person('ann'), person('ben')] }, /3 are needed/],
    ['persons not known', { by: 'video' }, /split by video/],
    [
      'one class',
      {
        classes: [
          { name: 'low', windows: 300 },
          { name: 'high', windows: 0 },
        ],
      },
      /All its labels are low/,
    ],
    [
      'a rare class',
      {
        classes: [
          { name: 'low', windows: 290 },
          { name: 'high', windows: 10 },
        ],
      },
      /high 10/,
    ],
    [
      'many refused rows',
      { rows: { all: 1000, kept: 700, absent: 0, refused: 300 } },
      /30 % of its rows/,
    ],
  ])('[LBD-8] asks for care with %s', (_, given, why) => {
    const { kind, reasons } = verdictOf({ ...good, ...given });
    expect(kind).toBe('with_care');
    expect(reasons.join(' ')).toMatch(why);
  });
});

describe('what somebody says', () => {
  it('[LBD-3] is a state, a status or a class by its word', () => {
    expect(factsOfWord('confusion', {}).levels).toEqual({
      boredom: 0,
      engagement: 0,
      confusion: 2,
      frustration: 0,
    });
    expect(factsOfWord('engaged', {})).toEqual({
      levels: null,
      status: 'engaged',
      className: 'engaged',
    });
    expect(factsOfWord('1', { '1': 'boredom' })).toMatchObject({ className: 'boredom' });
    expect(factsOfWord('asleep', {})).toEqual({ ...NO_FACTS, className: 'asleep' });
  });

  it('[LBD-3] holds from the start of its span until before the end', () => {
    const facts = { ...NO_FACTS, className: 'low' };
    const spans = [
      { from: timestampMs(10), to: timestampMs(20), facts },
      { from: timestampMs(20), to: timestampMs(30), facts: { ...NO_FACTS, className: 'high' } },
    ];
    const at = (moment: number) => factsOfSpan(spans, timestampMs(moment))?.className ?? null;
    expect([9, 10, 19, 20, 29, 30].map(at)).toEqual([null, 'low', 'low', 'high', 'high', null]);
  });
});

describe('what is given', () => {
  it('[LBD-10] is sorted by its name, and a landmark recording is found by its parts', () => {
    const paths = [
      'a.csv',
      'b.MP4',
      'c/set.json',
      'c/set.csv',
      'c/set.blendshapes.f32',
      'd.json',
      'e.zip',
    ];
    expect(kindsOf(paths)).toEqual([
      'table',
      'video',
      'recording',
      'recording',
      'recording',
      'other',
      'zip',
    ]);
    expect(leftOutSentence([])).toBeNull();
    expect(leftOutSentence(['d.json'])).toMatch(/nothing here reads it: d.json\./);
  });

  it('[LBD-11] a stored source that is damaged or newer is named and refused', () => {
    const source = fileSource(A, 'mine');
    expect(parseLabSource(structuredClone(source))).toEqual(source);
    expect(() => parseLabSource({ ...source, formatVersion: 2 })).toThrow(/mine.*formatVersion/);
    expect(() => parseLabSource({ ...source, kind: 'films' })).toThrow(/left as it is/);
  });

  it('[LBD-7] recipes that are offered are of signals that can be made', () => {
    expect(OFFERED_RECIPES.length).toBeGreaterThan(4);
    expect(OFFERED_RECIPES.every(({ signal }) => modelSignal(signal) !== null)).toBe(true);
  });
});
