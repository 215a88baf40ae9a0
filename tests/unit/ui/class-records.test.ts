import { describe, expect, it } from 'vitest';
import { coursesOf } from '#core/class-figures/courses.ts';
import { namedMean } from '#core/class-figures/named-mean.ts';
import { timestampMs } from '#core/units.ts';
import { heatRuns, heatStep, heatStepWords } from '#ui/charts/heat-data.ts';
import { unshownReport } from '#ui/class/records/report-unshown.ts';
import { differenceWords } from '#ui/words/compare-words.ts';
import {
  CLASS_STARTED_AT,
  exampleClassRecord,
  figuresAt,
  HELD_BACK,
  TOO_FEW,
} from '../../support/class-records.ts';

describe('the heat strip of a course', () => {
  it('[REC-17] has each lecture’s shown cells at their step, and the others as what they are', () => {
    const at = (index: number, score: number) => ({ index, ...figuresAt(score) });
    const runs = heatRuns([
      { ...at(0, 50), score: TOO_FEW },
      at(1, 71),
      at(2, 79.9),
      at(3, 80),
      { ...at(4, 50), score: HELD_BACK },
      at(7, 39.9),
    ]);
    expect(runs).toEqual([
      { from: 0, to: 10, kind: 'too_few' },
      { from: 10, to: 30, kind: 4 },
      { from: 30, to: 40, kind: 5 },
      { from: 40, to: 50, kind: 'held_back' },
      { from: 70, to: 80, kind: 0 },
    ]);
  });

  it('[REC-17] names its steps as it draws them', () => {
    expect([0, 39, 40, 65, 80, 100].map((score) => heatStepWords(heatStep(score)))).toEqual([
      'under 40',
      'under 40',
      '40 to 50',
      '60 to 70',
      '80 and over',
      '80 and over',
    ]);
  });

  it('[REC-17] has courses by name, and their lectures in the order they were held', () => {
    const later = exampleClassRecord({ id: 'b', startedAt: timestampMs(CLASS_STARTED_AT + 9) });
    const courses = coursesOf([
      later,
      exampleClassRecord({ id: 'c', courseId: 'art' }),
      exampleClassRecord({ id: 'a' }),
    ]);
    expect(courses.map(({ courseId }) => courseId)).toEqual(['art', 'bio-101']);
    expect(courses[1]?.records.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('the words of a comparison', () => {
  const compared = { kind: 'compared', degreesOfFreedom: 30 } as const;

  it('[REC-18] tell by how much and how sure, in whichever direction', () => {
    const [up = ''] = differenceWords({ ...compared, difference: 4.24, low: -1, high: 9.48 });
    expect(up).toContain(
      '4.2 points higher in the second than in the first (95 % interval −1.0 to +9.5)',
    );
    expect(up).toContain('reaches over 0');
    const [down = ''] = differenceWords({ ...compared, difference: -6, low: -9, high: -3 });
    expect(down).toContain('6.0 points lower in the second');
    expect(down).toContain('does not reach 0');
  });

  it('[REC-18] call neither the better one', () => {
    const all = [
      differenceWords({ ...compared, difference: 4, low: 1, high: 9 }),
      differenceWords({ ...compared, difference: -4, low: -9, high: 1 }),
      ...(['not_shown', 'one_student', 'no_spread'] as const).map((reason) =>
        differenceWords({ kind: 'none', reason }),
      ),
    ];
    expect(all.flat().join(' ')).not.toMatch(/better|worse|best|worst|win|beat|rank/i);
  });
});

describe('the report', () => {
  it('[REC-19] says for how long nothing is shown, and why', () => {
    expect(unshownReport(exampleClassRecord())).toBe(
      'Attention is not shown for 40 s of the lecture since too few students shared, and for 40 s of the lecture since it was held back.',
    );
    expect(unshownReport({ lecture: [] })).toMatch(/Nothing was heard/);
    expect(unshownReport({ lecture: [{ index: 0, ...figuresAt(70) }] })).toMatch(/shown wherever/);
  });

  it('[REC-7] gives a named student a mean over what was sent, none where nothing was', () => {
    const [ada] = exampleClassRecord().named;
    expect(ada === undefined ? null : namedMean(ada)).toBe(81.25);
    expect(namedMean({ cells: [] })).toBeNull();
  });
});
