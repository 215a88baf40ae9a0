import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usedData } from '#core/lab/used-data.ts';
import type { RecipeInput } from '#core/recipes/recipe.ts';
import { timestampMs } from '#core/units.ts';
import { createLabReader } from '#pipelines/lab/lab-reader.ts';
import { readDataset } from '../../../scripts/learn/read-dataset.ts';
import { clip, daisee, recipe, writeFiles } from '../learn/dataset-files.ts';
import { temporaryFolder } from '../support/recording-files.ts';
import { fileSource, inMemory } from './data-in-memory.ts';

const A = '00000000-0000-4000-8000-00000000000a';
const B = '00000000-0000-4000-8000-00000000000b';
const CLIPS = {
  'Train/110001/1100011002.csv': clip(1),
  'Train/110002/1100021003.csv': clip(2),
  'extra/9999990001.csv': clip(5),
  'Train/110003/1100031004.csv': clip(6).replace('\n5,0.400', '\n5,0.100'),
};
const LABELS = daisee(
  ['1100011002', '3,0,0,0'],
  ['1100021003', '0,3,0,0'],
  ['1100031004', '0,3,0,0'],
);
const LOW_HIGH: RecipeInput['labels'] = { kind: 'classes', names: ['low', 'high'] };
const classes = recipe({ labels: LOW_HIGH });

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

const readerOf = (memory: ReturnType<typeof inMemory>) =>
  createLabReader(memory.stores, memory.ports);
const span = (from: number, to: number, word: string) => ({
  from: timestampMs(from),
  to: timestampMs(to),
  word,
});

describe('data in the lab', () => {
  it('[LBD-1] give the windows, persons and hash that the command line has of the same files', async () => {
    writeFiles(
      folder.path,
      Object.fromEntries(Object.entries(CLIPS).map(([name, text]) => [`data/${name}`, text])),
    );
    writeFileSync(join(folder.path, 'TrainLabels.csv'), LABELS);
    const onDisk = await readDataset({
      recipe: recipe(),
      data: [{ path: join(folder.path, 'data'), name: 'source a', licence: 'mine' }],
      labels: [join(folder.path, 'TrainLabels.csv')],
    });
    const memory = inMemory({ [A]: { ...CLIPS, 'TrainLabels.csv': LABELS } });
    memory.sources[0] = fileSource(A, 'source a', { licence: 'mine' });
    const dataset = await readerOf(memory).dataset(usedData(memory.sources), recipe());
    expect(dataset.windows.length).toBe(4);
    expect(dataset.windows.map(({ values, label, person }) => ({ values, label, person }))).toEqual(
      onDisk.windows.map(({ values, label, person }) => ({ values, label, person })),
    );
    expect(dataset.sources).toEqual(onDisk.sources);
    expect(dataset.report.problems).toEqual(onDisk.report.problems);
    expect(dataset.report.unlabelled).toEqual(['extra/9999990001.csv']);
    expect(new Set(dataset.windows.map(({ source }) => source.file))).toEqual(
      new Set([`${A}/Train/110001/1100011002.csv`, `${A}/Train/110002/1100021003.csv`]),
    );
    expect(memory.seen.at(-1)).toMatchObject({ done: 4, all: 4 });
  });

  it('[LBD-2] go by what somebody said of a recording, and else by the files of labels', async () => {
    const table = 'file,person,label\na,ann,low\nb,ben,low\n';
    const memory = inMemory({
      [A]: { 'a.csv': clip(1, 30), 'b.csv': clip(2, 30), 'l.csv': table },
    });
    memory.tracks.push({
      recording: `${A}/a.csv`,
      formatVersion: 1,
      spans: [span(0, 1500, 'high')],
      updatedAt: 1,
    });
    const { windows } = await readerOf(memory).dataset(usedData(memory.sources), classes);
    // Of a, the window that ends at 0.9 s lies in the span; those at 1.9 s and 2.9 s do not.
    expect(windows.map(({ person, label, source }) => [person, label, source.endsAt])).toEqual([
      ['ann', 1, 900],
      ['ben', 0, 900],
      ['ben', 0, 1900],
      ['ben', 0, 2900],
    ]);
    memory.tracks[0] = { recording: `${A}/a.csv`, formatVersion: 1, spans: [], updatedAt: 2 };
    const again = await readerOf(memory).dataset(usedData(memory.sources), classes);
    expect(again.windows.map(({ label }) => label)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('[LBD-4] have label files wherever they lie; one that cannot be read is left out and told', async () => {
    const memory = inMemory({
      [A]: { 'a.csv': clip(1), 'b.csv': clip(2) },
      [B]: {
        'good.csv': 'file,person,label\na,ann,low\nb,ben,high\n',
        'bad.csv': 'file,person,label\nc,cem,low\nd\n',
      },
    });
    const reader = readerOf(memory);
    const { windows, report } = await reader.dataset(usedData(memory.sources), classes);
    expect(windows).toHaveLength(4);
    expect(report.problems).toEqual([expect.stringContaining('bad.csv, line 3')]);
    memory.sources[1] = fileSource(B, 'source b', { used: false });
    await expect(reader.dataset(usedData(memory.sources), classes)).rejects.toThrow(
      /none has a label/,
    );
  });

  it('[LBD-5] tell the windows of which nobody has said anything, by recording and moment', async () => {
    const table = 'file,person,label\na,ann,low\n';
    const memory = inMemory({ [A]: { 'a.csv': clip(1), 'b.csv': clip(2), 'l.csv': table } });
    const reader = readerOf(memory);
    const data = usedData(memory.sources);
    const unlabelled = await reader.unlabelled(data, classes);
    expect(unlabelled.map(({ recording, endsAt }) => [recording, endsAt])).toEqual([
      [`${A}/b.csv`, 900],
      [`${A}/b.csv`, 1900],
    ]);
    expect(unlabelled.every(({ values }) => values.length === 220)).toBe(true);
    const { windows, report } = await reader.dataset(data, classes);
    expect(windows).toHaveLength(2);
    expect(report.unlabelled).toEqual(['b.csv']);
    expect(report.totals.leftOut.no_label).toBe(0);
  });

  it('[LBD-6] are read again only where they have changed', async () => {
    const memory = inMemory({
      [A]: { 'a.csv': clip(1), 'l.csv': 'file,person,label\na,ann,low\n' },
    });
    const reader = readerOf(memory);
    const data = usedData(memory.sources);
    await reader.dataset(data, classes);
    const other = recipe({
      labels: LOW_HIGH,
      model: { kind: 'random_forest' },
      balance: 'none',
    });
    await reader.dataset(data, other);
    expect(memory.timesOpened()).toBe(1);
    await reader.dataset(data, recipe({ labels: LOW_HIGH, cut: { hop: 5 } }));
    expect(memory.timesOpened()).toBe(2);
    const recording = `${A}/a.csv`;
    memory.tracks.push({
      recording,
      formatVersion: 1,
      spans: [span(0, 5000, 'high')],
      updatedAt: 9,
    });
    const { windows } = await reader.dataset(data, classes);
    expect(windows.map(({ label }) => label)).toEqual([1, 1]);
  });

  it('[LBD-6] refuse in a sentence where nothing is switched on', async () => {
    const memory = inMemory({ [A]: { 'a.csv': clip(1) } });
    const none = { sources: [], labelWords: {}, fps: null };
    await expect(readerOf(memory).dataset(none, classes)).rejects.toThrow(
      /No data are switched on/,
    );
  });
});
