import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { LEARNING_STATES } from '../../src/core/models/prediction.ts';
import { held, levelTable, TAUGHT_STATES, taughtCsv } from '../support/taught-files.ts';
import {
  consentTo,
  DEMO_LECTURE,
  playLecture,
  stopSession,
  waitForScore,
} from './support/journey.ts';
import { launch, visit } from './support/launch.ts';

const COURSE = 'psy-101';
const FPS = 10;
const SECONDS = 12;
const PERSONS = 9;
/** Nobody has said what is on this one. */
const UNLABELLED = 'unlabelled.csv';

/** Small enough to train in seconds, and of the form that a live session runs. */
const RECIPE = {
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'journey',
  labels: { kind: 'states_present' },
  cut: { hop: 10 },
  model: {
    kind: 'network',
    layers: [
      { kind: 'lstm', units: 12, returnSequences: false },
      { kind: 'dense', units: 4, activation: 'sigmoid' },
    ],
    settings: {
      loss: { kind: 'binary_cross_entropy' },
      learningRate: 0.01,
      batchSize: 8,
      maxEpochs: 12,
      earlyStopping: { score: 'roc_auc', patience: 12 },
    },
  },
};

const csvFile = (name: string, text: string, mimeType = 'text/csv') => ({
  name,
  mimeType,
  buffer: Buffer.from(text),
});

/** A recording of each state for every person, and one for the person to label. */
function madeData() {
  const recordings = Array.from({ length: PERSONS }, (_, person) =>
    TAUGHT_STATES.map((state) => ({
      file: `p${person}-${state}.csv`,
      person: `p${person}`,
      state,
    })),
  ).flat();
  return [
    ...recordings.map(({ file, state }, seed) =>
      csvFile(file, taughtCsv({ seed, fps: FPS, states: held(state, SECONDS) })),
    ),
    csvFile(
      UNLABELLED,
      taughtCsv({ seed: 99, fps: FPS, states: [...held('confusion', 10), ...held('boredom', 10)] }),
    ),
    csvFile('labels.csv', levelTable(recordings)),
    csvFile('notes.txt', 'nothing to learn from', 'text/plain'),
    csvFile('broken.csv', 'frame,AU01_r,gaze_angle_x\n1,none,0\n'),
  ];
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ camera: { kind: 'playing', file: inject('steadyCamera') } });
});
afterAll(() => browser.close());

const go = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Lab' }).getByRole('link', { name, exact: true }).click();

/** Rows of the run's table, which has one for each run. */
const runRow = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

async function startRun(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name of the run').fill(name);
  const start = page.getByRole('button', { name: 'Start training' });
  await expect.poll(() => start.isEnabled(), { timeout: 60_000 }).toBe(true);
  await start.click();
}

const trained = (page: Page, name: string) =>
  page.getByRole('link', { name, exact: true }).waitFor({ timeout: 90_000 });

interface Stored {
  readonly courseId: string;
  readonly modelId: string | null;
}
const sessions = (page: Page): Promise<readonly Stored[]> =>
  page.evaluate(
    () =>
      new Promise<Stored[]>((resolve, reject) => {
        const opening = indexedDB.open('heed');
        opening.onerror = () => {
          reject(new Error('the database did not open'));
        };
        opening.onsuccess = () => {
          const database = opening.result;
          const all = database.transaction('sessions').objectStore('sessions').getAll();
          all.onsuccess = () => {
            database.close();
            resolve(all.result as Stored[]);
          };
        };
      }),
  );

it('[LBJ-1] goes from files to the live predictions of a model that was trained on them here', async () => {
  const { page, requests, errors, close } = await visit(browser, '/lab');

  // Data: what is no data is named, and the rest is kept.
  await page.getByLabel('Files to learn from').setInputFiles(madeData());
  await page.getByText('notes.txt').first().waitFor();
  await page.getByRole('combobox', { name: 'Windows and labels of the recipe' }).waitFor();
  await page
    .getByText(/9 persons/)
    .first()
    .waitFor({ timeout: 60_000 });

  // Features: class by class.
  await go(page, 'Features');
  await page.getByRole('heading', { name: 'Class by class' }).waitFor({ timeout: 60_000 });
  await page.getByText(/windows of 9 persons/).waitFor();

  // Labels: a stretch of the recording that has none, by keys.
  await go(page, 'Labels');
  await page.getByRole('link', { name: UNLABELLED }).click();
  const cursor = page.getByLabel('Cursor on the timeline');
  await cursor.focus();
  await page.keyboard.press(String(LEARNING_STATES.indexOf('confusion') + 1));
  for (let second = 0; second < 9; second++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press(String(LEARNING_STATES.indexOf('confusion') + 1));
  await expect
    .poll(() => page.getByRole('region', { name: 'Spans' }).getByRole('row').count())
    .toBeGreaterThan(1);

  // Train, with a reload amid it.
  await go(page, 'Train');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a recipe' }).click();
  await (
    await chooser
  ).setFiles(csvFile('journey.json', JSON.stringify(RECIPE), 'application/json'));
  await startRun(page, 'first');
  await page.getByText(/^Epoch$/).waitFor({ timeout: 60_000 });
  await expect
    .poll(() => page.getByText(/of 12 at most/).count(), { timeout: 60_000 })
    .toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Stop and keep the best' }).waitFor();
  await expect
    .poll(() => page.getByRole('button', { name: 'Stop and keep the best' }).isEnabled(), {
      timeout: 60_000,
    })
    .toBe(true);
  await page.reload();
  await page.getByRole('button', { name: 'Go on with first' }).click();
  await trained(page, 'first');
  expect(await runRow(page, 'first').innerText()).toMatch(/0\.\d+/);

  // Judge.
  await page.getByRole('link', { name: 'first', exact: true }).click();
  await page
    .getByRole('heading', { name: /Confusion|Called and true/i })
    .first()
    .waitFor({
      timeout: 60_000,
    });

  // Train it further.
  await go(page, 'Train');
  await page.getByLabel('Weights to begin with').selectOption({ index: 1 });
  await startRun(page, 'further');
  await trained(page, 'further');
  await page.getByRole('link', { name: 'further', exact: true }).click();
  await page
    .getByText(/^The new model is|^It is not known whether/)
    .first()
    .waitFor();

  // Deploy.
  await go(page, 'Models');
  await page.getByLabel('Another course').fill(COURSE);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const choice = page.getByLabel(`Look at a model for ${COURSE}: Learning states`);
  const id = await choice
    .locator('option')
    .filter({ hasText: 'journey-' })
    .first()
    .getAttribute('value');
  await choice.selectOption(id);
  await page.getByRole('button', { name: `Run it in ${COURSE} from now on` }).click();
  await page.getByText(`Runs in the sessions of ${COURSE}.`).waitFor();

  // Live, by that very model.
  await page.goto(inject('appUrl') + DEMO_LECTURE);
  await consentTo(page, 'Learning states');
  await playLecture(page);
  await waitForScore(page);
  await page.locator('summary', { hasText: 'readings a second' }).click();
  await page.getByText(new RegExp(`${id ?? ''} \\(of this course\\)`)).waitFor({ timeout: 60_000 });
  await stopSession(page);
  expect(await sessions(page)).toMatchObject([{ courseId: COURSE, modelId: id }]);

  const origin = new URL(inject('appUrl')).origin;
  expect(requests.filter((url) => !url.startsWith(origin) && !/^(?:blob|data):/.test(url))).toEqual(
    [],
  );
  expect(errors).toEqual([]);
  await close();
}, 300_000);
