import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Root } from 'react-dom/client';
import { DATABASE_NAME, removeDatabase } from '#adapters/idb/database.ts';
import { openLabClient } from '#adapters/worker-clients/lab-client.ts';
import { offeredRecipe } from '#core/lab/offered-recipes.ts';
import { recordingKey } from '#core/lab/recording-key.ts';
import { at } from '#core/numeric/at.ts';
import {
  exampleClass,
  exampleLive,
  renderExample,
} from '../../fixtures/ui-preview/render-example.tsx';
import { featuresCsv } from '../../support/features-csv.ts';
import { addFilesSource } from '../support/stored-source.ts';

const SOURCE = '10000000-0000-4000-8000-00000000000b';
const clip = (seed: number) => featuresCsv({ rows: 60, seed, time: (row) => row / 30 });
const TABLE = `file,person,boredom,engagement,confusion,frustration
a,ann,3,0,0,0
b,ben,0,3,0,0
`;

describe("the lab's worker", () => {
  beforeEach(() => removeDatabase(DATABASE_NAME));
  afterEach(() => removeDatabase(DATABASE_NAME));

  it('[XPL-1] [XPL-2] [XPL-5] describes the windows of the sources in use, and gives any of them', async () => {
    const recipe = offeredRecipe('engagement');
    if (recipe === undefined) throw new Error('there is no such recipe');
    await addFilesSource(SOURCE, [
      ['a.csv', clip(1)],
      ['b.csv', clip(2)],
      ['labels.csv', TABLE],
    ]);
    const data = { sources: [SOURCE], labelWords: {}, fps: null };
    const client = await openLabClient({ wasmUrl: new URL('/wasm/', location.href).href });
    try {
      const found = await client.call('explore', { data, recipe });
      expect(found).toMatchObject({ windows: 6, persons: 2, windowsPerClass: [3, 3, 0, 0] });
      expect(found.features).toHaveLength(22);
      // Three windows of 30 samples each.
      expect(at(found.features, 0).classes.map(({ samples }) => samples)).toEqual([90, 90, 0, 0]);
      const window = await client.call('windowCurves', { data, recipe, index: 5 });
      expect(window).toMatchObject({
        person: 'ben',
        classes: ['engagement'],
        recording: recordingKey({ kind: 'file', sourceId: SOURCE, name: 'b.csv' }),
        padding: 0,
      });
      expect(window.values).toHaveLength(30 * 22);
      await expect(client.call('windowCurves', { data, recipe, index: 6 })).rejects.toThrow();
    } finally {
      client.close();
    }
  });
});

describe('the page of features', () => {
  let place: HTMLElement;
  let root: Root;
  const asked: number[] = [];
  beforeEach(async () => {
    await page.viewport(1280, 900);
    asked.length = 0;
    place = document.createElement('div');
    document.body.append(place);
    root = renderExample(
      place,
      'lab-features',
      'light',
      {},
      exampleLive('lab-features'),
      exampleClass('lab-features'),
      {
        showWindow: (index) => {
          asked.push(index);
          return Promise.resolve();
        },
      },
    );
  });
  afterEach(() => {
    root.unmount();
    place.remove();
  });

  it('[XPL-5] goes from window to window, leads to its recording, and has a table behind', async () => {
    await userEvent.click(page.getByRole('button', { name: 'Next' }));
    expect(asked).toEqual([1]);
    const link = page.getByRole('link', { name: 'up to 1:23' });
    await expect
      .element(link)
      .toHaveAttribute('href', `/lab/labels/${encodeURIComponent('a1b2/clip.csv')}?at=83000`);
    const chart = page.getByRole('img', { name: 'The 22 features over one window of 1.0 s' });
    await expect.element(chart).toBeVisible();
    await userEvent.click(page.getByText('The window as a table'));
    const table = page.getByRole('region', { name: 'The window as a table' });
    await expect.poll(() => table.element().querySelectorAll('tbody tr').length).toBe(30);
  });
});
