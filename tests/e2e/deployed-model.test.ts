import { readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bundleFiles } from '../../src/pipelines/lab/bundle-files.ts';
import { storedBundleOf } from '../../src/pipelines/stored-bundle-of.ts';
import { otherBundle } from '../support/other-bundle.ts';
import {
  consentTo,
  DEMO_LECTURE,
  playLecture,
  stopSession,
  waitForScore,
  waitForWords,
} from './support/journey.ts';
import { launch, visit } from './support/launch.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ camera: { kind: 'playing', file: inject('steadyCamera') } });
});
afterAll(() => browser.close());

const COURSE = 'psy-101';

/** The attention model that each stored session names, by its course. */
const recorded = (page: Page): Promise<Readonly<Record<string, string>>> =>
  page.evaluate(
    () =>
      new Promise<Record<string, string>>((resolve, reject) => {
        const opening = indexedDB.open('heed');
        opening.onerror = () => {
          reject(new Error('the database did not open'));
        };
        opening.onsuccess = () => {
          const database = opening.result;
          const all = database.transaction('sessions').objectStore('sessions').getAll();
          all.onsuccess = () => {
            database.close();
            const records = all.result as { courseId: string; attentionModelId: string }[];
            resolve(
              Object.fromEntries(
                records.map(({ courseId, attentionModelId }) => [courseId, attentionModelId]),
              ),
            );
          };
        };
      }),
  );

async function attend(page: Page, address: string, meanwhile: () => Promise<void>): Promise<void> {
  await page.goto(inject('appUrl') + address);
  await consentTo(page, 'Attention');
  await meanwhile();
  await stopSession(page);
}

describe('a model of a course', () => {
  it('[DEP-2] [DEP-9] [DEP-11] is brought in, chosen, and run by that course’s sessions alone', async () => {
    const made = await otherBundle(
      async (name) =>
        new Uint8Array(await readFile(`public/models/attention-level/${name}`)).buffer,
      'other',
    );
    const bundle = storedBundleOf(made, 'trained', 0);
    const { page, errors, close } = await visit(browser, '/lab/models');
    await page.getByText('No course is known here yet').waitFor();
    await page.locator('input[type=file]').setInputFiles({
      name: 'other.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(zipSync(Object.fromEntries(bundleFiles(bundle)))),
    });
    await page.getByText(`${bundle.id} was checked and is kept in this browser.`).waitFor();
    await page.getByLabel('Another course').fill(COURSE);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page
      .getByLabel(`Look at a model for ${COURSE}: Attention level`)
      .selectOption({ label: bundle.id });
    await page.getByRole('region', { name: `Card of ${bundle.id}` }).waitFor();
    await page.getByRole('button', { name: `Run it in ${COURSE} from now on` }).click();
    await page.getByText(`Runs in the sessions of ${COURSE}.`).waitFor();

    await attend(page, DEMO_LECTURE, async () => {
      await playLecture(page);
      await waitForScore(page);
      await page.locator('summary', { hasText: 'readings a second' }).click();
      await waitForWords(page, new RegExp(`${bundle.id} \\(of this course\\), processor`));
    });
    await attend(page, DEMO_LECTURE.replace(COURSE, 'art-1'), () => Promise.resolve());
    const shipped = made.manifest.parent;
    expect(await recorded(page)).toEqual({ [COURSE]: bundle.id, 'art-1': shipped });

    await page.goto(`${inject('appUrl')}/lab/models`);
    await page
      .getByRole('button', { name: `Back to the shipped model in ${COURSE}: Attention level` })
      .click();
    await page.getByText(`Runs in the sessions of ${COURSE}.`).waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await close();
  });
});
