import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBundle } from '#adapters/bundles/read-bundle.ts';
import type { PredictionRow } from '#core/csv/predictions.ts';
import { readFeatures } from '#core/csv/read-features.ts';
import { heldWindow } from '#core/dataset/labelled-window.ts';
import { SECOND_AT_30_HZ } from '#core/recipes/engagement.ts';
import { summaryLength } from '#core/learning/window-summary.ts';
import { calibrated } from '#core/models/calibration.ts';
import type { LogisticBundle, ModelBundle } from '#core/models/model-bundle.ts';
import { ATTENTION_SIGNAL } from '#core/signals/attention-signal.ts';
import { inputOf } from '#core/signals/model-signals.ts';
import { timestampMs } from '#core/units.ts';
import { createSlidingWindow } from '#core/windows/sliding-window.ts';
import { predictWindows } from '#pipelines/predict-windows.ts';
import { openModel, type OpenModel } from '../../../scripts/learn/open-model.ts';
import { type CsvOfRows, featuresCsv } from '../../support/features-csv.ts';
import { filesOfBundle, smallBundle } from '../../support/small-bundle.ts';

const CONTRACT = SECOND_AT_30_HZ;
let model: OpenModel;
let attention: OpenModel;
beforeAll(async () => {
  model = await openModel(await readBundle(filesOfBundle(await smallBundle())));
  attention = await openModel(await attentionBundle());
});
afterAll(() => {
  model.close();
  attention.close();
});

/** Presence and the eyes decide; nobody there is surely the first label. */
async function attentionBundle(): Promise<ModelBundle> {
  const { manifest } = await smallBundle();
  const columns = summaryLength(ATTENTION_SIGNAL.features.length);
  const weights = [
    [-8, ...new Array<number>(columns - 1).fill(0)],
    [8, ...new Array<number>(columns - 1).fill(0.1)],
  ];
  const own: LogisticBundle['model'] = {
    kind: 'logistic',
    mean: new Array<number>(columns).fill(0.5),
    std: new Array<number>(columns).fill(1),
    weights,
    intercepts: [0, 0],
  };
  return {
    kind: 'logistic',
    model: own,
    manifest: {
      ...manifest,
      signal: { ...ATTENTION_SIGNAL, features: ATTENTION_SIGNAL.features.map(({ name }) => name) },
      labels: ['away', 'there'],
      calibration: { kind: 'temperature', temperature: 2 },
      model: own,
    },
  };
}

const read = (options: CsvOfRows) => readFeatures('a.csv', [featuresCsv(options)]);

async function predicted(
  options: CsvOfRows,
  by: OpenModel = model,
  isSupported?: (row: readonly number[]) => boolean,
): Promise<PredictionRow[]> {
  const rows: PredictionRow[] = [];
  const { classifier, signal, contract } = by;
  for await (const row of predictWindows(await read(options), {
    classifier,
    signal,
    contract,
    isSupported,
  })) {
    rows.push(row);
  }
  return rows;
}

/** What a session would have been told of the same samples, one by one. */
async function live(options: CsvOfRows, { signal, classifier }: OpenModel = model) {
  const window = createSlidingWindow(CONTRACT, signal.features.length);
  const answers: { at: number; said: string | readonly number[] }[] = [];
  for await (const { timestampS, reading } of (await read(options)).rows) {
    const capturedAt = timestampMs((timestampS ?? NaN) * 1000);
    for (const state of window.push(inputOf(signal, { ...reading, capturedAt }))) {
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
        const alone = await model.classifier.predict(heldWindow(reading.features, CONTRACT.length));
        outcome.probabilities.forEach((value, label) => {
          expect(value).toBeCloseTo(alone[label] ?? NaN, 5);
        });
      }
    }
  });

  it('[PRD-6] takes a missing face for evidence where the signal has a row for it', async () => {
    const options = { rows: 120, seed: 4, time: everyFrame, absent: (row: number) => row > 60 };
    const rows = await predicted(options, attention);
    const told = await live(options, attention);
    expect(rows.length).toBe(told.length);
    const last = rows.at(-1)?.outcome;
    if (last?.kind !== 'predicted') throw new Error(last?.reason);
    expect(last.probabilities[0]).toBeGreaterThan(0.9);
    const there = rows.find(({ row }) => row === 50)?.outcome;
    expect(there?.kind === 'predicted' && (there.probabilities[1] ?? 0) > 0.9).toBe(true);
    rows.forEach(({ outcome }, index) => {
      const said = told[index]?.said;
      if (outcome.kind === 'abstained') expect(outcome.reason).toBe(said);
      else expect(outcome.probabilities).toEqual(said);
    });
  });

  it('[PRD-6] answers a still without a face where the signal has a row for it', async () => {
    const options = { rows: 6, seed: 6, absent: (row: number) => row === 3 };
    const outcomes = (await predicted(options, attention)).map(({ outcome }) => outcome);
    expect(outcomes.map(({ kind }) => kind)).toEqual(new Array(6).fill('predicted'));
    outcomes.forEach((outcome, row) => {
      const [away = NaN] = outcome.kind === 'predicted' ? outcome.probabilities : [];
      if (row === 3) expect(away).toBeGreaterThan(0.9);
      else expect(away).toBeLessThan(0.1);
    });
  });

  it('[PRD-7] gives calibrated probabilities', async () => {
    const { classifier, manifest } = attention;
    const values = heldWindow(Float32Array.of(1, 2, 0, 0, 0, 0, 0), CONTRACT.length);
    const [raw = []] = await attention.outputs([{ values, padding: 0 }]);
    expect(await classifier.predict(values)).toEqual(calibrated(raw, manifest.calibration));
    expect(raw[1]).toBeGreaterThan((await classifier.predict(values))[1] ?? NaN);
  });

  it('[PRD-8] leaves out what is not supported, with the reason', async () => {
    const options = { rows: 40, seed: 6 };
    const all = await predicted(options);
    const sure = await predicted(options, model, (row) => (row[1] ?? 0) > 0.3);
    const kept = all.map(
      ({ outcome }) => outcome.kind === 'predicted' && (outcome.probabilities[1] ?? 0) > 0.3,
    );
    expect(new Set(kept).size).toBe(2);
    sure.forEach(({ outcome }, row) => {
      if (kept[row] === true) expect(outcome).toEqual(all[row]?.outcome);
      else expect(outcome).toEqual({ kind: 'abstained', reason: 'low_confidence' });
    });
  });

  it('refuses a window of another size', async () => {
    await expect(model.classifier.predict(new Float32Array(22))).rejects.toThrow(/22 values.*660/);
  });
});
