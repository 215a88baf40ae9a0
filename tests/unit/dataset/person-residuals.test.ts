import { describe, expect, it } from 'vitest';
import { heldWindow } from '#core/dataset/labelled-window.ts';
import { labelledWindows } from '#core/dataset/labelled-windows.ts';
import { checkedStills } from '#core/dataset/read-sequence.ts';
import { DEFAULT_PERSON_RESIDUALS, personResidualTargets } from '#core/dataset/person-residuals.ts';
import { type HeldOutWindow, sided, type TrainingWindow } from '#core/dataset/sided-window.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { FACE_FEATURE_COUNT } from '#core/signals/face-signal.ts';
import { FACE_MODEL_SIGNAL } from '#core/signals/model-signals.ts';
import { durationMs } from '#core/units.ts';
import { someWindow, trainingWindow } from './windows.ts';

type Levels = readonly [number, number, number, number];
/** Boredom, engagement, confusion, frustration. */
const about = (person: string, [boredom, engagement, confusion, frustration]: Levels) => ({
  person,
  levels: { boredom, engagement, confusion, frustration },
  targets: [boredom, engagement, confusion, frustration].map((level) => (level >= 2 ? 1 : 0)),
});
const of = (person: string, levels: Levels): TrainingWindow =>
  trainingWindow(about(person, levels));
const targetsOf = (windows: readonly TrainingWindow[]) => windows.map(({ targets }) => targets);

function people(count: number, each: number, seed = 1): TrainingWindow[] {
  const random = seededRandom(seed);
  const level = () => Math.floor(4 * random());
  return Array.from({ length: count }, (_, person) =>
    Array.from({ length: each }, () => of(`p${person}`, [level(), level(), level(), level()])),
  ).flat();
}

describe('targets beyond what is usual for a person', () => {
  it('[DAT-47] are the formula, worked out by hand', () => {
    // Boredom: ann 3, 0 and bob 0, 0; presence ann 1, 0 and bob 0, 0.
    const windows = [
      of('ann', [3, 0, 0, 0]),
      of('ann', [0, 0, 0, 0]),
      of('bob', [0, 0, 0, 0]),
      of('bob', [0, 0, 0, 0]),
    ];
    // g = 1/4; ann's mean 1/2 is drawn to 1/4 + 2/7 · 1/4; level / 3 is the same as presence here.
    const ann = 1 / 4 + (2 / 7) * (1 / 4);
    const bob = 1 / 4 - (2 / 7) * (1 / 4);
    const boredom = [1 - ann, -ann, -bob, -bob].map((r) => 0.5 + 0.25 * r + 0.375 * r);
    const targets = targetsOf(personResidualTargets(windows));
    boredom.forEach((expected, index) => {
      expect(at(at(targets, index), 0)).toBeCloseTo(expected, 12);
      // What nobody ever shows tells nothing.
      expect(at(targets, index).slice(1)).toEqual([0.5, 0.5, 0.5]);
    });
  });

  it('[DAT-47] average ½, lie within 0 and 1, and keep the order of one person’s windows', () => {
    const windows = people(8, 12);
    const soft = personResidualTargets(windows, { halfAt: 5, presence: 0.1, level: 0.2 });
    for (let output = 0; output < 4; output++) {
      const all = soft.map(({ targets }) => at(targets, output));
      // The same number of windows each: the shrunk means of persons cancel out.
      expect(all.reduce((sum, value) => sum + value, 0) / all.length).toBeCloseTo(0.5, 10);
      expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...all)).toBeLessThanOrEqual(1);
    }
    const bored = windows.map((window, index) => ({
      ...window,
      soft: at(soft, index).targets[0] ?? 0,
    }));
    for (const one of bored) {
      for (const other of bored.filter(({ person }) => person === one.person)) {
        const more = (one.levels?.boredom ?? 0) - (other.levels?.boredom ?? 0);
        expect(Math.sign(one.soft - other.soft)).toBe(Math.sign(more));
      }
    }
  });

  it('[DAT-47] tell less of who somebody is, the more windows there are of that person', () => {
    const always = (count: number) => [
      ...Array.from({ length: count }, () => of('ann', [3, 0, 0, 0])),
      ...Array.from({ length: count }, () => of('bob', [0, 0, 0, 0])),
    ];
    const gap = (count: number): number => {
      const targets = targetsOf(personResidualTargets(always(count)));
      return (at(targets, 0)[0] ?? 0) - (at(targets, count)[0] ?? 0);
    };
    // 0.625 · 5 / (n + 5).
    expect(gap(1)).toBeCloseTo((0.625 * 5) / 6, 10);
    expect(gap(20)).toBeCloseTo((0.625 * 5) / 25, 10);
    const none = personResidualTargets(always(20), { ...DEFAULT_PERSON_RESIDUALS, halfAt: 0 });
    for (const { targets } of none) expect(at(targets, 0)).toBeCloseTo(0.5, 10);
  });

  it('[DAT-47] are kept within 0 and 1 and change nothing else', () => {
    const windows = people(3, 6, 2);
    const before = structuredClone(windows);
    const wild = personResidualTargets(windows, { halfAt: 5, presence: 3, level: 3 });
    const all = wild.flatMap(({ targets }) => targets);
    expect([Math.min(...all), Math.max(...all)]).toEqual([0, 1]);
    expect(windows).toEqual(before);
    wild.forEach((window, index) => {
      expect({ ...window, targets: [] }).toEqual({ ...at(windows, index), targets: [] });
    });
  });

  it('[DAT-47] are refused without levels, of copies, and of windows that judge', () => {
    const bare = trainingWindow({ targets: [1, 0, 0, 0] });
    expect(() => personResidualTargets([bare])).toThrow(/no levels/);
    const other = trainingWindow({ ...about('ann', [1, 2, 0, 0]), targets: [1, 0] });
    expect(() => personResidualTargets([other])).toThrow(/no levels of the four/);
    const copy = trainingWindow({ ...about('ann', [1, 2, 0, 0]), augmentedBy: ['jitter'] });
    expect(() => personResidualTargets([copy])).toThrow(/copy/);
    const [a, b, c] = ['a', 'b', 'c'].map((person) => someWindow(about(person, [1, 2, 0, 0])));
    if (a === undefined || b === undefined || c === undefined) return;
    const judge: HeldOutWindow = at(sided({ train: [a], validation: [b], test: [c] }).test, 0);
    // @ts-expect-error The targets of a window that judges stay.
    expect(personResidualTargets([judge])).toHaveLength(1);
  });
});

it('[DAT-47] windows bring the levels that the data say, and none where they say none', () => {
  const features = new Float32Array(FACE_FEATURE_COUNT).fill(0.1);
  const usable = checkedStills('a', [{ kind: 'face', features }], { maxGap: durationMs(250) });
  const levels = { boredom: 1, engagement: 3, confusion: 0, frustration: 2 };
  const model = { kind: 'logistic' };
  const read = (labels: object, facts: object) => {
    const recipe = parseRecipe({
      format: 'heed-recipe',
      formatVersion: 1,
      name: 'r',
      labels,
      model,
    });
    return labelledWindows({
      file: 'a',
      usable,
      facts: {
        kind: 'file',
        facts: { levels: null, status: null, className: null, ...facts },
      },
      person: 'ann',
      recipe,
      signal: FACE_MODEL_SIGNAL,
    }).windows;
  };
  const [window] = read({ kind: 'states_present' }, { levels });
  expect(window).toMatchObject({ levels, targets: [0, 1, 0, 1] });
  expect(window?.values).toEqual(heldWindow(features, 30));
  const [plain] = read({ kind: 'classes', names: ['x', 'y'] }, { className: 'y' });
  expect(plain).not.toHaveProperty('levels');
});
