import { describe, expect, it } from 'vitest';
import { cutWindows } from '#core/dataset/cut-windows.ts';
import { datasetReport, datasetReportLines } from '#core/dataset/dataset-report.ts';
import { type FileFacts, NO_FACTS } from '#core/dataset/file-facts.ts';
import { labelledWindows, planOf } from '#core/dataset/labelled-windows.ts';
import {
  checkedSequence,
  checkedStills,
  type UsableSequence,
  type UsableStills,
} from '#core/dataset/read-sequence.ts';
import { at } from '#core/numeric/at.ts';
import { parseRecipe, type RecipeInput } from '#core/recipes/recipe.ts';
import { ABSENT_ROW, ATTENTION_SIGNAL } from '#core/signals/attention-signal.ts';
import type { AbsenceReason } from '#core/signals/face-sample.ts';
import { FACE_FEATURE_COUNT } from '#core/signals/face-signal.ts';
import {
  ATTENTION_MODEL_SIGNAL,
  FACE_MODEL_SIGNAL,
  type ModelSignal,
} from '#core/signals/model-signals.ts';
import { durationMs, timestampMs } from '#core/units.ts';
import type { WindowInput } from '#core/windows/sliding-window.ts';

const recipe = (given: Partial<RecipeInput> = {}) =>
  parseRecipe({
    format: 'heed-recipe',
    formatVersion: 1,
    name: 'test',
    window: { length: 5, rateHz: 10, maxGapMs: 250 },
    cut: { hop: 1 },
    labels: { kind: 'classes', names: ['low', 'high'] },
    model: { kind: 'logistic' },
    ...given,
  });
const MAX_GAP = durationMs(250);
const checks = { maxGap: MAX_GAP, absenceIsEvidence: true };
const word = (className: string) => ({ ...NO_FACTS, className });
const levels = (boredom: number, engagement: number, confusion: number, frustration: number) => ({
  ...NO_FACTS,
  levels: { boredom, engagement, confusion, frustration },
});
const ofFile = (className: string): FileFacts => ({ kind: 'file', facts: word(className) });

type Row = number | AbsenceReason;
/** Rows 100 ms apart: a face whose first action unit has this value, or why there is none. */
const sequence = (rows: readonly Row[]): UsableSequence =>
  checkedSequence(
    'log',
    rows.map((row, index): WindowInput => {
      const capturedAt = timestampMs(index * 100);
      return typeof row === 'number'
        ? { kind: 'face', capturedAt, features: face(row) }
        : { kind: 'absent', capturedAt, reason: row };
    }),
    checks,
  );
const face = (value: number) =>
  Float32Array.of(value, ...Array<number>(FACE_FEATURE_COUNT - 1).fill(0));
const windowsOf = (
  usable: UsableSequence | UsableStills,
  facts: FileFacts = ofFile('low'),
  signal: ModelSignal = FACE_MODEL_SIGNAL,
  given = recipe(),
  person: string | readonly string[] = 'ann',
) => labelledWindows({ file: 'log', usable, facts, person, recipe: given, signal });
const ends = ({ windows }: ReturnType<typeof windowsOf>) =>
  windows.map(({ source }) => source.endsAt);

describe('windows of a sequence', () => {
  it('[DAT-1] are those that the recipe has cut, with their label, person and place', () => {
    const usable = sequence([0, 1, 2, 3, 4, 5]);
    const { windows, report } = windowsOf(usable, ofFile('high'));
    const cut = cutWindows(usable.inputs, planOf(recipe()), FACE_FEATURE_COUNT);
    expect(cut.kind === 'cut' && cut.windows.map(({ values }) => values)).toEqual(
      windows.map(({ values }) => values),
    );
    expect(windows).toHaveLength(2);
    expect(at(windows, 1)).toMatchObject({
      label: 1,
      targets: [0, 1],
      person: 'ann',
      padding: 0,
      source: { file: 'log', endsAt: 500 },
      augmentedBy: [],
    });
    expect(report).toMatchObject({ windows: 2, refusal: null, rows: { rows: 6, kept: 6 } });
  });

  it('[DAT-19] a row without a face is a gap to the face and a row of its own to attention', () => {
    const rows: Row[] = [0, 0, 0, 'no_face', 'no_face', 'no_face', 'no_face', 0, 0, 0];
    expect(windowsOf(sequence(rows)).windows).toEqual([]);
    const { windows, report } = windowsOf(sequence(rows), ofFile('low'), ATTENTION_MODEL_SIGNAL);
    expect(windows).toHaveLength(6);
    const presence = Array.from({ length: 5 }, (_, row) =>
      at(at(windows, 1).values, row * ATTENTION_SIGNAL.features.length),
    );
    expect(presence).toEqual([1, 1, 0, 0, 0]);
    expect(report.rows).toMatchObject({ kept: 6, absent: 4, refused: 0, filled: 0 });
  });

  it.each(['paused', 'tab_hidden', 'camera_lost', 'too_dark'] as const)(
    '[DAT-19] where nobody could be looked for (%s) is a gap to every signal',
    (reason) => {
      const rows: Row[] = [0, 0, 0, 0, reason, 0, 0, 0, 0];
      expect(windowsOf(sequence(rows), ofFile('low'), ATTENTION_MODEL_SIGNAL).windows).toEqual([]);
    },
  );

  it('[DAT-19] a refused row is a gap to every signal: a fault is no sign that nobody is there', () => {
    const bad = 9;
    const rows: Row[] = [0, 0, 0, 0, 0, bad, bad, bad, 0, 0, 0, 0, 0];
    for (const signal of [FACE_MODEL_SIGNAL, ATTENTION_MODEL_SIGNAL]) {
      const made = windowsOf(sequence(rows), ofFile('low'), signal);
      expect(ends(made)).toEqual([400, 1200]);
      expect(made.report.rows).toMatchObject({ kept: 10, refused: 3, filled: 0 });
      expect(
        made.windows.every(({ values }) => values[0] === (signal === FACE_MODEL_SIGNAL ? 0 : 1)),
      ).toBe(true);
    }
    const short = windowsOf(sequence([0, 0, 0, bad, 0, 0]), ofFile('low'), ATTENTION_MODEL_SIGNAL);
    expect(ends(short)).toEqual([400, 500]);
    expect(short.report.rows).toMatchObject({ refused: 1, filled: 1 });
    expect(
      short.windows.every(({ values }) => values.every((value) => value === 0 || value === 1)),
    ).toBe(true);
  });

  it('[DAT-3] refused rows between good ones do not make a source slower', () => {
    const rows: Row[] = [0, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0];
    const strict = recipe({ cut: { hop: 1, otherRates: 'refuse' } });
    const { report } = windowsOf(sequence(rows), ofFile('low'), FACE_MODEL_SIGNAL, strict);
    expect(report.refusal).toBeNull();
    expect(report.windows).toBe(8);
  });

  it('[DAT-20] a label of rows is the newest at the end of the window', () => {
    const facts: FileFacts = {
      kind: 'rows',
      facts: ['low', 'low', 'low', 'low', 'low', 'high', null, 'low'].map((name) =>
        name === null ? null : word(name),
      ),
    };
    const { windows, report } = windowsOf(sequence([0, 0, 0, 0, 0, 0, 0, 0]), facts);
    expect(windows.map(({ label, source }) => [source.endsAt, label])).toEqual([
      [400, 0],
      [500, 1],
      [700, 0],
    ]);
    expect(report.leftOut.no_label).toBe(1);
  });

  it('[DAT-20] a label of moments is the nearest within half a grid step of the end', () => {
    const facts: FileFacts = {
      kind: 'moments',
      moments: [
        { at: timestampMs(350), facts: word('low') },
        { at: timestampMs(449), facts: word('high') },
        { at: timestampMs(561), facts: word('low') },
      ],
    };
    const made = windowsOf(sequence([0, 0, 0, 0, 0, 0, 0]), facts);
    // 400 ms is 49 from the second and 50 from the first, 500 is 51 from one and 61 from the other.
    expect(made.windows.map(({ label, source }) => [source.endsAt, label])).toEqual([
      [400, 1],
      [600, 0],
    ]);
    expect(made.report.leftOut.no_label).toBe(1);
  });

  it('[DAT-22] what is refused as a whole says why, and windows are of one person', () => {
    const slow = checkedSequence(
      'slow',
      [0, 1000, 2000].map((time) => ({
        kind: 'face',
        capturedAt: timestampMs(time),
        features: face(1),
      })),
      checks,
    );
    expect(windowsOf(slow).report.refusal).toContain('1000 ms apart');
    const two = windowsOf(sequence([0, 0, 0, 0, 0]), ofFile('low'), FACE_MODEL_SIGNAL, recipe(), [
      'ann',
      'ann',
      'ben',
      'ben',
      'ben',
    ]);
    expect(two.windows).toEqual([]);
    expect(two.report.refusal).toMatch(/several persons/);
  });
});

describe('windows of stills', () => {
  const stills = checkedStills(
    'stills',
    [
      { kind: 'face', features: face(1) },
      { kind: 'absent', reason: 'no_face' },
      { kind: 'face', features: face(9) },
      { kind: 'absent', reason: 'too_dark' },
      { kind: 'face', features: face(2) },
    ],
    checks,
  );
  const facts: FileFacts = {
    kind: 'rows',
    facts: ['low', 'high', 'high', 'high', 'high'].map(word),
  };
  const persons = ['a', 'b', 'c', 'd', 'e'];

  it('[DAT-21] hold a still for a window, with the label and the person of its own row', () => {
    const { windows, report } = windowsOf(stills, facts, FACE_MODEL_SIGNAL, recipe(), persons);
    expect(windows.map(({ person, label, source }) => [person, label, source.endsAt])).toEqual([
      ['a', 0, null],
      ['e', 1, null],
    ]);
    expect([...at(windows, 1).values]).toEqual(
      Array.from({ length: 5 }, () => [...face(2)]).flat(),
    );
    expect(report).toMatchObject({
      rows: { rows: 5, kept: 2, absent: 2, refused: 1, filled: 0 },
      leftOut: { no_face: 2 },
    });
  });

  it('[DAT-21] a still without a face is a window of nobody to a signal that has such a row', () => {
    const { windows, report } = windowsOf(stills, facts, ATTENTION_MODEL_SIGNAL, recipe(), persons);
    expect(windows.map(({ person }) => person)).toEqual(['a', 'b', 'e']);
    expect([...at(windows, 1).values]).toEqual(
      Array.from({ length: 5 }, () => [...ABSENT_ROW]).flat(),
    );
    expect(report.leftOut.no_face).toBe(1);
  });
});

describe('the report', () => {
  it('[DAT-22] accounts for everything and names labels that the recipe does not have', () => {
    const usable = checkedStills(
      's',
      Array.from({ length: 4 }, () => ({ kind: 'face', features: face(1) })),
      checks,
    );
    const names = ['low', 'strange', null, 'high'];
    const facts: FileFacts = {
      kind: 'rows',
      facts: names.map((name) => (name === null ? null : word(name))),
    };
    const { windows, report } = windowsOf(usable, facts);
    expect(report).toMatchObject({
      windows: 2,
      leftOut: { no_label: 1, no_class: 1, too_short: 0, no_face: 0 },
      strangeClasses: ['strange'],
    });
    const rule = recipe().labels;
    const whole = datasetReport(
      {
        files: [report],
        problems: ['x.csv: broken.'],
        unlabelled: ['y'],
        withoutRecording: [],
        by: 'video',
      },
      windows,
      rule,
    );
    expect(whole.totals).toMatchObject({
      rows: 4,
      kept: 4,
      windows: 2,
      persons: 1,
      perLabel: [1, 1],
    });
    const text = datasetReportLines(whole, rule).join('\n');
    for (const part of ['x.csv: broken.', 'strange', 'low 1, high 1', 'by video', '(y)']) {
      expect(text).toContain(part);
    }
  });

  it('[DAT-22] counts what is true of windows where several labels may be', () => {
    const usable = checkedStills(
      's',
      [1, 2, 3].map((value) => ({ kind: 'face', features: face(value) })),
      checks,
    );
    const several = recipe({ labels: { kind: 'states_present' } });
    const facts: FileFacts = {
      kind: 'rows',
      facts: [levels(2, 3, 0, 0), levels(0, 2, 0, 0), levels(0, 0, 1, 0)],
    };
    const { windows, report } = windowsOf(usable, facts, FACE_MODEL_SIGNAL, several);
    const given = {
      files: [report],
      problems: [],
      unlabelled: [],
      withoutRecording: [],
      by: 'person',
    } as const;
    expect(datasetReport(given, windows, several.labels).totals.perLabel).toEqual([1, 2, 0, 0]);
  });
});
