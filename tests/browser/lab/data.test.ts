import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_NAME, removeDatabase } from '#adapters/idb/database.ts';
import { createLabFileStore, createLabSourceStore } from '#adapters/idb/lab-source-store.ts';
import { createLabelStore } from '#adapters/idb/label-store.ts';
import { type LabClient, openLabClient } from '#adapters/worker-clients/lab-client.ts';
import { offeredRecipe } from '#core/lab/offered-recipes.ts';
import type { LabNotice } from '#protocol/lab/lab-protocol.ts';
import { createLabStores, type LabStores } from '#stores/lab/lab-stores.ts';
import { createDataActions } from '../../../src/compose/lab/data-actions.ts';
import { featuresCsv } from '../../support/features-csv.ts';

const WASM = new URL('/wasm/', location.href).href;
const A = '10000000-0000-4000-8000-00000000000a';
const clip = (seed: number) => featuresCsv({ rows: 60, seed, time: (row) => row / 30 });
const TABLE = `file,person,boredom,engagement,confusion,frustration
a,ann,3,0,0,0
b,ben,0,3,0,0
`;
const recipe = offeredRecipe('engagement');

let name = '';
let count = 0;
const clients: LabClient[] = [];
beforeEach(() => {
  name = `heed-lab-data-${Date.now()}-${count++}`;
  localStorage.clear();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await removeDatabase(name);
});

describe("the lab's worker", () => {
  it('[LBD-12] surveys what is stored in this browser, reading it itself', async () => {
    if (recipe === undefined) throw new Error('there is no such recipe');
    await removeDatabase(DATABASE_NAME);
    const row = (file: string, text: string) => ({
      sourceId: A,
      name: file,
      content: new File([text], file),
    });
    await createLabSourceStore().add(
      { id: A, formatVersion: 1, name: 'a', addedAt: 1, licence: '', used: true, kind: 'files' },
      [row('a.csv', clip(1)), row('b.csv', clip(2)), row('labels.csv', TABLE)],
    );
    const notices: LabNotice[] = [];
    const client = await openLabClient({
      wasmUrl: WASM,
      onNotice: (notice) => notices.push(notice),
    });
    clients.push(client);
    const survey = await client.call('survey', { sourceId: A, recipe });
    // Two seconds at 30 Hz: windows of a second every half of one.
    expect(survey).toMatchObject({
      windows: 6,
      by: 'person',
      persons: [
        { name: 'ann', windows: 3 },
        { name: 'ben', windows: 3 },
      ],
      rows: { all: 120, kept: 120 },
      verdict: { kind: 'with_care' },
    });
    expect(notices).toEqual([
      { kind: 'progress', done: 1, all: 2, what: 'a.csv' },
      { kind: 'progress', done: 2, all: 2, what: 'b.csv' },
    ]);
    expect(await client.call('survey', { sourceId: 'gone', recipe })).toBeNull();
    await removeDatabase(DATABASE_NAME);
  });
});

describe('data that are given', () => {
  let stores: LabStores;
  const videos: string[] = [];
  const actions = (graceMs: number) => {
    stores = createLabStores();
    videos.length = 0;
    return createDataActions(
      {
        stores,
        archive: { list: () => Promise.resolve([]) } as never,
        desk: {
          ask: () => Promise.reject(new Error('nobody asks')),
          listen: () => () => undefined,
          start: () => Promise.reject(new Error('no survey today')),
          renew: () => undefined,
        },
      },
      (given) => {
        videos.push(...given.map(({ path }) => path));
        return Promise.resolve();
      },
      {
        sources: createLabSourceStore({ name }),
        files: createLabFileStore({ name }),
        labels: createLabelStore({ name }),
        graceMs,
      },
    );
  };
  const inFolder = (path: string, text: string): File => {
    const file = new File([text], path.slice(path.lastIndexOf('/') + 1));
    Object.defineProperty(file, 'webkitRelativePath', { value: path });
    return file;
  };
  const stored = async () => {
    const { items } = await createLabSourceStore({ name }).list();
    const files = createLabFileStore({ name });
    return Promise.all(
      items.map(async (item) => [item.name, (await files.list(item.id)).map((one) => one.name)]),
    );
  };

  it('[LBD-10] are sorted: files are kept, videos handed on, and what is no use is told', async () => {
    const { addFiles } = actions(0);
    await addFiles([
      inFolder('set/Train/a.csv', clip(1)),
      inFolder('set/Train/v.mp4', 'a film'),
      inFolder('set/labels.csv', TABLE),
      inFolder('set/empty.csv', ''),
      inFolder('set/odd.csv', 'x,y\n1,2\n'),
      inFolder('set/notes.docx', 'notes'),
      inFolder('set/.DS_Store', ''),
    ]);
    expect(await stored()).toEqual([['set', ['Train/a.csv', 'labels.csv']]]);
    expect(videos).toEqual(['Train/v.mp4']);
    const { notes, adding } = stores.data.getState();
    expect(adding).toBeNull();
    expect(notes).toEqual([
      'empty.csv is empty.',
      expect.stringContaining('odd.csv has a header that is not known here'),
      expect.stringContaining('nothing here reads it: notes.docx.'),
    ]);
  });

  it('[LBD-10] a thousand in a folder are kept, and told of as they are', async () => {
    const { addFiles } = actions(0);
    const told: number[] = [];
    const text = clip(1);
    const unsubscribe = [] as (() => void)[];
    const files = Array.from({ length: 1000 }, (_, index) => inFolder(`set/${index}.csv`, text));
    unsubscribe.push(stores.data.subscribe(({ adding }) => told.push(adding?.done ?? 0)));
    await addFiles(files);
    for (const stop of unsubscribe) stop();
    const [kept] = await stored();
    expect(kept?.[1]).toHaveLength(1000);
    expect(Math.max(...told)).toBe(1000);
    expect(stores.data.getState().notes).toEqual([]);
  });

  it('[LBD-13] a source that is removed can be kept until the grace is over', async () => {
    const patient = actions(60_000);
    await patient.addFiles([inFolder('one/a.csv', clip(1))]);
    const [source] = stores.data.getState().sources ?? [];
    if (source === undefined) throw new Error('nothing was kept');
    await patient.removeSource(source.id);
    expect(stores.data.getState()).toMatchObject({ sources: [], going: { name: 'one' } });
    patient.keepSource();
    await expect.poll(() => stores.data.getState().sources).toHaveLength(1);
    expect(await stored()).toHaveLength(1);
    const swift = actions(0);
    await swift.openData();
    await swift.removeSource(source.id);
    await expect.poll(stored).toEqual([]);
  });

  it('[LBD-13] a name, terms and whether it is used are kept; so is the recipe looked under', async () => {
    const { addFiles, describeSource, useSource, chooseRecipe } = actions(0);
    await addFiles([inFolder('one/a.csv', clip(1))]);
    const [source] = stores.data.getState().sources ?? [];
    if (source === undefined) throw new Error('nothing was kept');
    await describeSource(source.id, { name: ' Pilot ', licence: 'mine' });
    await useSource(source.id, false);
    chooseRecipe('gru');
    const other = actions(0);
    await other.openData();
    expect(stores.data.getState()).toMatchObject({
      recipe: 'gru',
      sources: [{ name: 'Pilot', licence: 'mine', used: false }],
    });
  });
});
