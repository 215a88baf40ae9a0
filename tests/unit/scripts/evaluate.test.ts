import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldFile, formatFoldFile } from '#core/dataset/fold-file.ts';
import { parseReport } from '#core/evaluation/report/evaluation-report.ts';
import { summaryLength } from '#core/learning/window-summary.ts';
import { at } from '#core/numeric/at.ts';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { FACE_FEATURES } from '#core/signals/face-signal.ts';
import { featuresCsv } from '../../support/features-csv.ts';
import { smallBundle } from '../../support/small-bundle.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PERSONS = ['ann', 'ben', 'cem', 'dev', 'eva', 'fay'];
const NAMES = ['calm', 'lost'];
let folder: string;

interface Ended {
  readonly code: number;
  readonly said: string;
  readonly complaint: string;
}

/** Runs the command as `npm run evaluate` does. */
function evaluate(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const command = [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), 'scripts/evaluate.ts', ...args];
    execFile(process.execPath, command, { cwd: ROOT }, (error, said, complaint) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, said, complaint });
    });
  });
}

/** A regression that goes by the mean of the last feature, and knows ann and ben. */
async function writeModel(path: string): Promise<void> {
  const { manifest } = await smallBundle();
  if (manifest.origin.kind !== 'trained') throw new Error('no recipe');
  const columns = summaryLength(FACE_FEATURES.length);
  const weight = (size: number) =>
    Array.from({ length: columns }, (_, column) =>
      column === FACE_FEATURES.length - 1 ? size : 0,
    );
  const { split } = manifest.origin;
  const sides = { train: ['ann', 'ben'], validation: ['cem'], test: ['zoe'] };
  await mkdir(path);
  await writeFile(
    join(path, 'manifest.json'),
    JSON.stringify({
      ...manifest,
      labels: NAMES,
      abstention: null,
      model: {
        kind: 'logistic',
        mean: weight(0),
        std: weight(0).map(() => 1),
        weights: [weight(-4), weight(4)],
        intercepts: [0, 0],
      },
      origin: {
        ...manifest.origin,
        recipe: parseRecipe({
          format: 'heed-recipe',
          formatVersion: 1,
          name: 'small',
          labels: { kind: 'classes', names: NAMES },
          model: { kind: 'logistic' },
        }),
        split: { ...split, train: { persons: 2, windows: 10, perLabel: [7, 3] } },
      },
    }),
  );
  await writeFile(
    join(path, 'split.json'),
    JSON.stringify({
      format: 'heed-split',
      formatVersion: 1,
      by: 'person',
      origin: { kind: 'official', dataset: 'made' },
      ...sides,
    }),
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-evaluate-'));
  await writeModel(join(folder, 'model'));
  await mkdir(join(folder, 'data'));
  const lines = ['file,person,label'];
  for (const [index, person] of PERSONS.entries()) {
    for (const take of [0, 1, 2]) {
      const name = `${person}-${take}.csv`;
      const csv = featuresCsv({ rows: 75, seed: 7 * index + take, time: (row) => row / 30 });
      await writeFile(join(folder, 'data', name), csv);
      lines.push(`${name},${person},${at(NAMES, (index + take) % 2)}`);
    }
  }
  await writeFile(join(folder, 'labels.csv'), lines.join('\n'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const given = () => [
  '--model',
  join(folder, 'model'),
  '--data',
  join(folder, 'data'),
  '--labels',
  join(folder, 'labels.csv'),
  '--resamples',
  '50',
];

describe('npm run evaluate', { timeout: 180_000 }, () => {
  it('[EVA-21] [EVA-27] prints the table and writes the report', async () => {
    const out = join(folder, 'report');
    const ended = await evaluate(...given(), '--out', out);
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.said).toMatch(/windows of 6 persons\./);
    expect(ended.said).toMatch(/WARNING: this model LEARNT FROM 2 persons .*\(ann, ben\)/);
    expect(ended.said).toMatch(/macro-F1 +0\.\d{3} {2}0\.\d{3} … /);
    expect((await readdir(out)).sort()).toEqual([
      'confusion.svg',
      'intervals.svg',
      'metrics.json',
      'persons.svg',
      'precision_recall.csv',
      'precision_recall.svg',
      'reliability.csv',
      'reliability.svg',
      'report.html',
      'report.md',
      'roc.csv',
      'roc.svg',
    ]);
    const report = parseReport('metrics.json', await readFile(join(out, 'metrics.json'), 'utf8'));
    expect(report.known).toMatchObject({ train: ['ann', 'ben'], validation: ['cem'] });
    expect(report.majority).toBe('training');
    expect(at(report.evaluation.questions, 0).model.majority.perLabel[0]?.recall).toBe(1);
    // One file with its figures in it: nothing beside it is needed.
    const html = await readFile(join(out, 'report.html'), 'utf8');
    expect(html.match(/<svg/g)?.length).toBeGreaterThanOrEqual(5);
    expect(html).not.toMatch(/<(?:script|link|img)\b/);
    const page = await readFile(join(out, 'report.md'), 'utf8');
    expect(page).toContain('LEARNT FROM');
    for (const [, name = ''] of page.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)) {
      expect(await readdir(out)).toContain(name);
    }
  });

  it('[EVA-21] leaves out whom training had, on demand', async () => {
    const out = join(folder, 'strangers');
    const ended = await evaluate(...given(), '--strangers', '--out', out);
    expect(ended.said).toMatch(/windows of 3 persons\./);
    const report = parseReport('metrics.json', await readFile(join(out, 'metrics.json'), 'utf8'));
    expect(report.perPerson.map(({ person }) => person)).toEqual(['dev', 'eva', 'fay']);
    expect(report.known).toEqual({ windows: 0, train: [], validation: [] });
  });

  it('[XFT-8] knows everybody whom a bundle that was judged in folds learnt from', async () => {
    const model = join(folder, 'folded');
    await writeModel(model);
    const folds = [
      { name: 'fold 1 of 2', persons: ['ann', 'ben', 'cem'] },
      { name: 'fold 2 of 2', persons: ['dev', 'eva'] },
    ];
    await writeFile(join(model, 'split.json'), formatFoldFile(foldFile('person', 1, folds)));
    const out = join(folder, 'of-folds');
    const ended = await evaluate(...given(), '--model', model, '--strangers', '--out', out);
    expect(ended.said).toMatch(/windows of 1 person/);
    const report = parseReport('metrics.json', await readFile(join(out, 'metrics.json'), 'utf8'));
    expect(report.perPerson.map(({ person }) => person)).toEqual(['fay']);
  });

  it('[EVA-25] trains anew in folds', async () => {
    const out = join(folder, 'folds');
    const ended = await evaluate(...given(), '--folds', '3', '--out', out);
    expect(ended).toMatchObject({ code: 0 });
    const report = parseReport('metrics.json', await readFile(join(out, 'metrics.json'), 'utf8'));
    if (report.method.kind !== 'cross_validation') throw new Error(report.method.kind);
    expect(report.method.folds).toHaveLength(3);
    expect(report.method.folds.flatMap(({ persons }) => persons).sort()).toEqual(PERSONS);
    expect(report.known).toBeNull();
  });

  it('[EVA-27] says what is wrong in a sentence, with exit code 2, and writes nothing', async () => {
    const out = join(folder, 'never');
    const wrong: [string[], RegExp][] = [
      [['--model', join(folder, 'model')], /Usage: npm run evaluate/],
      [[...given(), '--fast'], /--fast/],
      [[...given(), '--folds', '1'], /--folds 1: a whole number from 2 on/],
      [[...given(), '--folds', '9'], /9 folds cannot be made of 6 persons/],
      [[...given(), '--folds', '2', '--leave-one-person-out'], /choose one/],
      [[...given(), '--label', 'calm'], /WORD=CLASS/],
      [['--model', folder, '--data', join(folder, 'data')], /manifest\.json could not be read/],
      [['--model', join(folder, 'model'), '--data', join(folder, 'data')], /none has a label/],
    ];
    for (const [args, complaint] of wrong) {
      const ended = await evaluate(...args, '--out', out);
      expect(ended.complaint).toMatch(complaint);
      expect(ended.code).toBe(2);
    }
    expect(await readdir(folder)).not.toContain('never');
  });
});
