import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import { readDataset } from '../../../scripts/learn/read-dataset.ts';
import { recipe } from './dataset-files.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const absent = !existsSync(join(DATA, 'engagement/daisee-train.json'));
const note = absent ? ' (reference data absent)' : '';
const path = (name: string) => [{ path: join(DATA, name) }];

describe('the reference data', () => {
  it.skipIf(absent)(
    `[DAT-21] DAiSEE's stills are windows of 69 persons, by their columns${note}`,
    async () => {
      const { windows, report, by, sources } = await readDataset({
        recipe: recipe(),
        data: path('engagement/daisee-train.json'),
        labels: [],
      });
      expect(by).toBe('person');
      expect(personsOf(windows).size).toBe(69);
      const { kept, absent: none, refused, perLabel, leftOut } = report.totals;
      // Counted in the file itself: 9 rows without a face, 3 whose levels are all 0.
      expect({ kept, none, refused }).toEqual({ kept: 5349, none: 9, refused: 0 });
      expect(leftOut).toMatchObject({ no_face: 9, no_class: 3 });
      expect(windows).toHaveLength(5346);
      expect(perLabel.reduce((sum, count) => sum + count)).toBe(5346);
      expect(sources).toMatchObject([{ name: 'daisee-train', kind: 'stills', rows: 5358 }]);
    },
    60_000,
  );

  it.skipIf(absent)(
    `[DAT-21] a missing face is a window of nobody to the attention signal${note}`,
    async () => {
      const names = ['not_engaged', 'nominally_engaged', 'very_engaged'];
      const { windows, report } = await readDataset({
        recipe: recipe({
          signal: { name: 'attention', version: 1 },
          labels: { kind: 'classes', names, ordinal: true },
        }),
        data: path('engagement/wacv-engagement'),
        labels: [],
        labelColumn: 'engagement_class',
        labelWords: { '1': 'not_engaged', '2': 'nominally_engaged', '3': 'very_engaged' },
      });
      expect(personsOf(windows).size).toBe(17);
      // Counted in the file itself, by class; of 31 rows without a face, 20 are of the first.
      expect(report.totals.perLabel).toEqual([188, 1688, 1643]);
      const nobody = windows.filter(({ values }) => at(values, 0) === 0);
      expect(nobody).toHaveLength(31);
      expect(nobody.filter(({ label }) => label === 0)).toHaveLength(20);
    },
    60_000,
  );

  const status = { labels: { kind: 'status' } } as const;
  it.skipIf(absent)(
    `[DAT-26] the original's log is too slow for windows of half a minute, and is told so${note}`,
    async () => {
      const reading = readDataset({ recipe: recipe(status), data: path('smart-lms'), labels: [] });
      await expect(reading).rejects.toThrow(/its samples lie 10\d\d ms apart/);
    },
  );

  it.skipIf(absent)(
    `[DAT-26] to a recipe for slow ones it gives what its sound rows give${note}`,
    async () => {
      const slow = recipe({
        ...status,
        window: { length: 5, rateHz: 1, maxGapMs: 2500 },
        cut: { hop: 1 },
      });
      const { windows, report } = await readDataset({
        recipe: slow,
        data: path('smart-lms'),
        labels: [],
      });
      expect(report.totals).toMatchObject({ rows: 60, kept: 21, absent: 5, refused: 34 });
      const [file] = report.files;
      expect(file?.rows.firstRefusals[0]).toMatch(/line 5, column gaze_angle_y: -148.9 degrees/);
      expect(windows.length).toBeGreaterThan(0);
      expect(new Set(windows.map(({ person }) => person))).toEqual(new Set(['student_4']));
      expect(windows.every(({ values }) => values.every(Number.isFinite))).toBe(true);
    },
  );
});
