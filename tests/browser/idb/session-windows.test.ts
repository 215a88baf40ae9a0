import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeDatabase } from '#adapters/idb/database.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { FACE_MODEL_SIGNAL } from '#core/signals/model-signals.ts';
import { timestampMs } from '#core/units.ts';
import { sessionWindows } from '#pipelines/session-windows.ts';
import { chunk, ROWS, session, STARTED_AT } from './sessions.ts';

const SECONDS = 5;
const name = `heed-windows-${Date.now()}`;
let store: SessionStore;

beforeEach(async () => {
  store = await SessionStore.open({ name });
});
afterEach(async () => {
  store.close();
  await removeDatabase(name);
});

const sha256 = async (bytes: ArrayBuffer): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

it('[DAT-30] sessions of the real store become labelled windows', async () => {
  const { name: signalName, version } = FACE_SIGNAL;
  await store.begin({ ...session('a'), signal: { name: signalName, version } });
  for (let second = 0; second < SECONDS; second++) await store.appendSamples(chunk('a', second));
  await store.end('a', timestampMs(STARTED_AT + SECONDS * 1000), 'stopped');
  const recipe = parseRecipe({
    format: 'heed-recipe',
    formatVersion: 1,
    name: 'own',
    labels: { kind: 'status' },
    model: { kind: 'logistic' },
  });
  const { windows, report, sources } = await sessionWindows({
    archive: store,
    sessions: await store.list(),
    recipe,
    signal: FACE_MODEL_SIGNAL,
    sha256,
  });
  expect(report.totals).toMatchObject({ rows: SECONDS * ROWS, kept: SECONDS * ROWS, refused: 0 });
  // 30 samples at 30 Hz every half second: from the first second on, of the five less a few rows.
  expect(windows).toHaveLength(8);
  expect(new Set(windows.map(({ label }) => label))).toEqual(new Set([1]));
  expect([...personsOf(windows)]).toEqual(['student_4']);
  expect(sources[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
});
