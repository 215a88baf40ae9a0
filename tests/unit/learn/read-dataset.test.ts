import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { datasetReportLines } from '#core/dataset/dataset-report.ts';
import { at } from '#core/numeric/at.ts';
import type { RecipeInput } from '#core/recipes/recipe.ts';
import { readDataset } from '../../../scripts/learn/read-dataset.ts';
import type { DatasetOptions } from '../../../scripts/learn/read-dataset.ts';
import { performance, temporaryFolder, writeRecording } from '../support/recording-files.ts';
import { clip, daisee, recipe, writeFiles } from './dataset-files.ts';

let folder: ReturnType<typeof temporaryFolder>;
const path = (name: string) => join(folder.path, name);
const write = (files: Readonly<Record<string, string>>) => {
  writeFiles(folder.path, files);
};
const read = (given: Partial<DatasetOptions> = {}) =>
  readDataset({ recipe: recipe(), data: [{ path: path('data') }], labels: [], ...given });

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

const BORED = '3,0,0,0';
const ENGAGED = '0,3,0,0';
const LOW_HIGH: RecipeInput['labels'] = { kind: 'classes', names: ['low', 'high'] };
const classes = recipe({ labels: LOW_HIGH });

describe("DAiSEE's clips", () => {
  beforeEach(() => {
    write({
      'data/Train/110001/1100011002.csv': clip(1),
      'data/Train/110002/1100021003.csv': clip(2),
      'data/Test/500001/5000010001.csv': clip(3),
      'data/Validation/400001/4000010001.csv': clip(4),
      'data/extra/9999990001.csv': clip(5),
      'TrainLabels.csv': daisee(
        ['1100011002', BORED],
        ['1100021003', ENGAGED],
        ['1100021099', ENGAGED],
      ),
      'TestLabels.csv': daisee(['5000010001', ENGAGED]),
      'ValidationLabels.csv': daisee(['4000010001', BORED]),
    });
  });
  const three = () => ['Train', 'Test', 'Validation'].map((side) => path(`${side}Labels.csv`));

  it('[DAT-24] at any depth find their labels and persons; what does not match is told', async () => {
    const seen: string[] = [];
    const dataset = await read({
      labels: three(),
      onProgress: ({ done, all, file, windows }) => seen.push(`${done}/${all} ${file} ${windows}`),
    });
    const { windows, report, by } = dataset;
    expect(windows.map(({ person, label }) => [person, label])).toEqual([
      ['500001', 1],
      ['500001', 1],
      ['110001', 0],
      ['110001', 0],
      ['110002', 1],
      ['110002', 1],
      ['400001', 0],
      ['400001', 0],
    ]);
    expect(by).toBe('person');
    expect(report.unlabelled).toEqual(['extra/9999990001.csv']);
    expect(report.withoutRecording).toEqual(['1100021099']);
    expect(report.totals).toMatchObject({ rows: 80, kept: 80, windows: 8, persons: 4 });
    expect(seen).toHaveLength(5);
    expect(seen.at(-1)).toBe('5/5 extra/9999990001.csv 0');
  });

  it("[DAT-25] with DAiSEE's three label files have its own split", async () => {
    const { official } = await read({ labels: three() });
    expect(official).toMatchObject({
      train: ['110001', '110002'],
      validation: ['400001'],
      test: ['500001'],
    });
    expect((await read({ labels: three().slice(1) })).official).toBeNull();
  });

  it('[DAT-27] one that is broken is told and left out', async () => {
    write({
      'data/Train/110002/1100021003.csv': clip(2).replace('\n5,0.400', '\n5,0.100'),
      'data/Test/500001/5000010001.csv': '',
    });
    const { report, windows } = await read({ labels: three() });
    expect(windows).toHaveLength(4);
    expect(report.problems).toEqual([
      'Test/500001/5000010001.csv: the file is empty.',
      expect.stringContaining(
        'Train/110002/1100021003.csv, line 6, column timestamp: the time 0.1 s is not after',
      ),
    ]);
    expect(datasetReportLines(report, recipe().labels).join('\n')).toContain('line 6');
  });

  it('[DAT-28] have a hash of names and content, wherever they lie and in whatever order', async () => {
    const [source] = (await read({ labels: three() })).sources;
    expect(source).toMatchObject({
      name: 'data',
      licence: 'not stated',
      kind: 'sequences',
      rows: 80,
      windows: 8,
      persons: 4,
    });
    cpSync(path('data'), path('elsewhere/data'), { recursive: true });
    const moved = await read({
      data: [{ path: path('elsewhere/data'), name: 'clips', licence: 'mine' }],
      labels: three().reverse(),
    });
    expect(moved.sources).toEqual([{ ...source, name: 'clips', licence: 'mine' }]);
    write({ 'data/Test/500001/5000010001.csv': clip(30) });
    const [changed] = (await read({ labels: three() })).sources;
    expect(changed?.sha256).not.toBe(source?.sha256);
    expect(changed?.rows).toBe(source?.rows);
  });
});

describe('a label table', () => {
  it('[DAT-23] labels recordings of all three layouts of features, with persons of its own', async () => {
    write({
      'data/a.csv': clip(1),
      'data/b.csv': clip(2).replaceAll('timestamp', 'when'),
      'labels.csv': 'file,person,label\na.mp4,ann,low\nb.mp4,ben,high\n',
    });
    // Without times it would be a set of stills, which OpenFace writes without success.
    write({ 'data/b.csv': stills() });
    const { windows, by, sources } = await read({ recipe: classes, labels: [path('labels.csv')] });
    expect(windows.map(({ person, label, source }) => `${person} ${label} ${source.file}`)).toEqual(
      ['ann 0 a.csv', 'ann 0 a.csv', ...Array.from({ length: 3 }, () => 'ben 1 b.csv')],
    );
    expect(by).toBe('person');
    expect(sources.map(({ kind, windows: count }) => [kind, count])).toEqual([
      ['stills', 3],
      ['sequences', 2],
    ]);
  });
  const stills = () => {
    const [header = '', ...rows] = clip(7, 3).trim().split('\n');
    const drop = (line: string) =>
      line
        .split(',')
        .filter((_, column) => column !== 1 && column !== 2)
        .join(',');
    return [drop(header), ...rows.map(drop), ''].join('\n');
  };

  it('[DAT-29] without persons is split by video, and says so', async () => {
    write({
      'data/a.csv': clip(1),
      'data/b.csv': clip(2),
      'labels.csv': 'file,label\na,low\nb,high\n',
    });
    const { windows, by, report } = await read({ recipe: classes, labels: [path('labels.csv')] });
    expect(new Set(windows.map(({ person }) => person))).toEqual(new Set(['a.csv', 'b.csv']));
    expect(by).toBe('video');
    expect(datasetReportLines(report, classes.labels).join('\n')).toContain(
      'by video, not by person',
    );
  });

  it('[DAT-24] that fits two recordings is told, and holds for the first', async () => {
    write({
      'data/x/a.csv': clip(1),
      'data/x/c.csv': clip(2),
      'more/x/a.csv': clip(3),
      'more/x/c.csv': clip(4),
      'names.csv': 'file,label\na,low\nc,high\n',
      'paths.csv': 'file,label\ndata/x/a,low\ndata/x/c,high\nmore/x/a,high\nmore/x/c,low\n',
    });
    const data = [{ path: path('data') }, { path: path('more') }];
    const byName = await read({ recipe: classes, data, labels: [path('names.csv')] });
    expect(new Set(byName.windows.map(({ person }) => person)).size).toBe(2);
    expect(byName.report.problems).toEqual([
      expect.stringContaining('more/x/a.csv: the label of a is that of data/x/a.csv already'),
      expect.stringContaining('more/x/c.csv'),
    ]);
    const byPath = await read({ recipe: classes, data, labels: [path('paths.csv')] });
    expect(new Set(byPath.windows.map(({ person }) => person)).size).toBe(4);
    expect(byPath.windows.map(({ label }) => label)).toEqual([0, 0, 1, 1, 1, 1, 0, 0]);
  });
});

describe('labels by frame', () => {
  const spans = 'frame_index,label\n0,low\n12,high\n';
  it('[DAT-20] label the windows of the one recording by their ends', async () => {
    write({ 'data/a.csv': clip(1), 'spans.csv': spans });
    const { windows } = await read({
      recipe: classes,
      data: [{ path: path('data/a.csv') }],
      labels: [path('spans.csv')],
    });
    expect(windows.map(({ label }) => label)).toEqual([0, 1]);
  });

  it('[DAT-23] of more than one recording are refused', async () => {
    write({ 'data/a.csv': clip(1), 'data/b.csv': clip(2), 'spans.csv': spans });
    await expect(read({ recipe: classes, labels: [path('spans.csv')] })).rejects.toThrow(
      /one recording, and there are 2/,
    );
  });
});

describe('landmark recordings', () => {
  const ROWS = 20;
  const labelled = (column: string, cell: (row: number) => string) => (csv: string) =>
    csv
      .trim()
      .split('\n')
      .map((line, index) => `${line},${index === 0 ? column : cell(index - 1)}`)
      .join('\n') + '\n';

  async function recorded(kind: 'stills' | 'sequence', label: (csv: string) => string) {
    const { readFileSync } = await import('node:fs');
    write({ 'data/keep.txt': '' });
    writeRecording(path('data/set'), performance(kind === 'stills' ? ROWS : 3 * ROWS), kind);
    writeFileSync(path('data/set.csv'), label(readFileSync(path('data/set.csv'), 'utf8')));
  }

  it('[DAT-21] of stills have their labels and persons in their own columns, faces or not', async () => {
    await recorded(
      'stills',
      labelled('subject,kind', (row) => `p${row % 3},${row % 2}`),
    );
    const words = { '0': 'low', '1': 'high' };
    const attention = recipe({ labels: LOW_HIGH, signal: { name: 'attention', version: 1 } });
    const given = { labelColumn: 'kind', labelWords: words };
    const { windows, by, sources, report } = await read({ recipe: attention, ...given });
    expect(windows).toHaveLength(ROWS);
    expect(windows.map(({ label, person }) => [label, person])).toEqual(
      Array.from({ length: ROWS }, (_, row) => [row % 2, `p${row % 3}`]),
    );
    // Two of twenty have no face.
    expect(windows.filter(({ values }) => at(values, 0) === 0)).toHaveLength(2);
    expect(by).toBe('person');
    expect(sources).toMatchObject([{ kind: 'stills', rows: ROWS, windows: ROWS, persons: 3 }]);
    expect(report.totals).toMatchObject({ kept: 18, absent: 2 });
    const face = await read({ recipe: classes, ...given });
    expect(face.windows).toHaveLength(18);
    expect(face.report.totals.leftOut.no_face).toBe(2);
    const unnamed = read({ recipe: classes, labelColumn: 'kind' });
    await expect(unnamed).rejects.toThrow(/label "0" is none of the recipe's classes/);
    await expect(read({ recipe: classes, labelColumn: 'sort' })).rejects.toThrow(
      /set.csv, line 1, column sort/,
    );
  });

  it('[DAT-24] of sequences are labelled by name, through the same sampler as the live page', async () => {
    await recorded('sequence', (csv) => csv);
    write({ 'labels.csv': 'file,person,label\nset.mp4,ann,high\n' });
    const { windows } = await read({
      recipe: classes,
      data: [{ path: path('data/set.json') }],
      labels: [path('labels.csv')],
    });
    expect(windows.length).toBeGreaterThan(0);
    expect(
      windows.every(
        ({ label, person, values }) =>
          label === 1 && person === 'ann' && values.every(Number.isFinite),
      ),
    ).toBe(true);
  });

  it('[DAT-27] that are damaged are told, with their place', async () => {
    await recorded(
      'stills',
      labelled('kind', () => 'low'),
    );
    writeFileSync(path('data/set.matrix.f32'), new Float32Array(7));
    await expect(read({ recipe: classes, labelColumn: 'kind' })).rejects.toThrow(
      /set.matrix.f32: 28 bytes/,
    );
  });
});

describe('what cannot be read', () => {
  it.each([
    ['nowhere', [], /nowhere: there is no such file or folder/],
    ['data', ['nowhere.csv'], /nowhere.csv: there is no such file of labels/],
    ['data', ['data/a.csv'], /these are no labels that are known/],
    ['data', ['broken.csv'], /broken.csv, line 2, column Engagement: 9 is no level/],
    ['data', ['twice.csv'], /a.mp4 is labelled twice/],
    ['data', [], /Recordings were found \(a.csv\), and none has a label/],
    ['empty', [], /No recording was found there/],
    ['bad.zip', [], /bad.zip: this is not a zip/],
  ])('[DAT-27] %s with %j says what to do', async (data, labels, message) => {
    write({
      'data/a.csv': clip(1),
      'empty/notes.txt': '',
      'bad.zip': 'no zip',
      'broken.csv': daisee(['1100011002', '0,9,0,0']),
      'twice.csv': 'file,boredom,engagement,confusion,frustration\na.avi,0,0,0,1\na.mp4,0,0,0,2\n',
    });
    const promise = read({ data: [{ path: path(data) }], labels: labels.map(path) });
    await expect(promise).rejects.toThrow(message);
  });

  it('[DAT-27] a slow source says that, and a signal that is not known is refused', async () => {
    write({
      'data/a.csv': clip(1).replaceAll(
        /^(\d+),([\d.]+),/gm,
        (_, n: string, t: string) => `${n},${Number(t) * 10},`,
      ),
      'l.csv': 'file,label\na,low\n',
    });
    await expect(read({ recipe: classes, labels: [path('l.csv')] })).rejects.toThrow(
      /1000 ms apart/,
    );
    const other = recipe({ signal: { name: 'face', version: 99 } });
    await expect(read({ recipe: other })).rejects.toThrow(/face 99, which is not known/);
  });

  it('[DAT-27] ends where it is told to', async () => {
    write({ 'data/a.csv': clip(1), 'l.csv': 'file,label\na,low\n' });
    const abort = AbortSignal.abort(new Error('enough'));
    await expect(read({ recipe: classes, labels: [path('l.csv')], abort })).rejects.toThrow(
      'enough',
    );
  });
});
