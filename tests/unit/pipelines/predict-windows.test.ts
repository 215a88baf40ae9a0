import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBundle } from '#adapters/bundles/read-bundle.ts';
import { openTfjsClassifier, type TfjsClassifier } from '#adapters/tfjs/tfjs-classifier.ts';
import type { PredictionRow } from '#core/csv/predictions.ts';
import { readFeatures } from '#core/csv/read-features.ts';
import { heldWindow } from '#core/dataset/labelled-window.ts';
import { SECOND_AT_30_HZ } from '#core/recipes/engagement.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { timestampMs } from '#core/units.ts';
import { createSlidingWindow } from '#core/windows/sliding-window.ts';
import { predictWindows } from '#pipelines/predict-windows.ts';
import { nodeWasmUrl } from '../../../scripts/model/node-tfjs.ts';
import { type CsvOfRows, featuresCsv } from '../../support/features-csv.ts';
import { filesOfBundle, smallBundle } from '../../support/small-bundle.ts';

const CONTRACT = SECOND_AT_30_HZ;
let classifier: TfjsClassifier;
beforeAll(async () => {
  const bundle = await readBundle(filesOfBundle(await smallBundle()), FACE_SIGNAL);
  classifier = await openTfjsClassifier(bundle, {
    wasmUrl: nodeWasmUrl(),
    backends: ['wasm', 'cpu'],
  });
});
afterAll(() => {
  classifier.close();
});

const read = (options: CsvOfRows) => readFeatures('a.csv', [featuresCsv(options)]);

async function predicted(options: CsvOfRows): Promise<PredictionRow[]> {
  const rows: PredictionRow[] = [];
  for await (const row of predictWindows(await read(options), classifier, CONTRACT)) {
    rows.push(row);
  }
  return rows;
}

/** What a session would have been told of the same samples, one by one. */
async function live(options: CsvOfRows) {
  const window = createSlidingWindow(CONTRACT, FACE_SIGNAL.features.length);
  const answers: { at: number; said: string | readonly number[] }[] = [];
  for await (const { timestampS, reading } of (await read(options)).rows) {
    const capturedAt = timestampMs((timestampS ?? NaN) * 1000);
    for (const state of window.push({ ...reading, capturedAt })) {
      answers.push(
        state.kind === 'ready'
          ? { at: state.endsAt, said: await classifier.predict(state.values) }
          : { at: state.at, said: state.reason },
      );
    }
  }
  return answers;
}

const everyFrame = (row: number) => row / 30;

describe('predicting a features file', () => {
  it.each([
    ['at 30 Hz', { rows: 80, seed: 1, time: everyFrame }],
    ['at 10 Hz', { rows: 40, seed: 2, time: (row: number) => row / 10 }],
    ['unevenly', { rows: 90, seed: 3, time: (row: number) => row / 25 + 0.01 * Math.sin(row) }],
    [
      'with nobody for a while',
      { rows: 120, seed: 4, time: everyFrame, absent: (row: number) => row > 40 && row < 60 },
    ],
    [
      'with a hole',
      { rows: 120, seed: 5, time: (row: number) => everyFrame(row) + (row > 50 ? 2 : 0) },
    ],
  ])('[PRD-2] says what a live session would have been told, %s', async (_, options) => {
    const rows = await predicted(options);
    const told = await live(options);
    expect(rows.length).toBe(told.length);
    expect(rows.some(({ outcome }) => outcome.kind === 'predicted')).toBe(true);
    rows.forEach(({ timestampS, outcome }, index) => {
      expect(timestampS).toBeCloseTo((told[index]?.at ?? NaN) / 1000, 9);
      const said = told[index]?.said;
      if (outcome.kind === 'abstained') {
        expect(outcome.reason).toBe(said);
      } else {
        outcome.probabilities.forEach((value, label) => {
          expect(value).toBeCloseTo(Number(said?.[label]), 5);
        });
      }
    });
  });

  it('[PRD-2] names the last row of each window', async () => {
    const rows = await predicted({ rows: 40, seed: 1, time: everyFrame });
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 40 }, (_, row) => row));
    expect(rows.findIndex(({ outcome }) => outcome.kind === 'predicted')).toBe(29);
  });

  it('[PRD-4] gives probabilities that sum to 1, or a reason', async () => {
    const rows = await predicted({
      rows: 120,
      seed: 4,
      time: everyFrame,
      absent: (row) => row > 50 && row < 70,
    });
    const reasons = new Set<string>();
    for (const { outcome } of rows) {
      if (outcome.kind === 'abstained') reasons.add(outcome.reason);
      else expect(outcome.probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    }
    expect([...reasons].sort()).toEqual(['absent', 'gap', 'warming_up']);
  });

  it('[PRD-3] answers each still alone, held for a window', async () => {
    const options = { rows: 300, seed: 6, absent: (row: number) => row % 50 === 7 };
    const rows = await predicted(options);
    expect(rows).toHaveLength(300);
    for await (const { row, reading } of (await read(options)).rows) {
      const { timestampS, outcome } = rows[row] ?? {};
      expect(timestampS).toBeNull();
      if (reading.kind === 'absent') {
        expect(outcome).toEqual({ kind: 'abstained', reason: 'absent' });
      } else if (row % 60 === 0 && outcome?.kind === 'predicted') {
        const alone = await classifier.predict(heldWindow(reading.features, CONTRACT.length));
        outcome.probabilities.forEach((value, label) => {
          expect(value).toBeCloseTo(alone[label] ?? NaN, 5);
        });
      }
    }
  });

  it('refuses a window of another size', async () => {
    await expect(classifier.predict(new Float32Array(22))).rejects.toThrow(/22 values.*660/);
  });
});
