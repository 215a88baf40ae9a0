import { beforeAll, describe, expect, it } from 'vitest';
import { heldFiles, readBundle, sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { DatasetRefused } from '#core/dataset/dataset-refusal.ts';
import type { Dataset } from '#core/dataset/dataset.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import type { StoredBundle } from '#core/deployments/stored-bundle.ts';
import { parseStudy, STUDY_FILE } from '#core/evaluation/study/study.ts';
import type { LabRun } from '#core/lab/lab-run.ts';
import { at } from '#core/numeric/at.ts';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { judgeRun } from '#pipelines/lab/judge-run.ts';
import { runFile, trainedRun } from '#pipelines/lab/run-file.ts';
import { ablateRun, explainRun, type StudyPorts, weighRun } from '#pipelines/lab/study-run.ts';
import { openPredictor } from '#pipelines/open-predictor.ts';
import { storedBundleOf } from '#pipelines/stored-bundle-of.ts';
import { trainModel } from '#pipelines/train-model.ts';
import { exampleRun, memoryRuns } from '../../../support/lab-runs.ts';
import { learnableWindows } from '../learnable-windows.ts';

const RECIPE = parseRecipe({
  format: 'heed-recipe',
  formatVersion: 1,
  name: 'plain',
  window: { length: 4 },
  model: { kind: 'logistic' },
});
const WINDOWS = learnableWindows(240);
const SOURCE = {
  name: 'numbers from a seed',
  licence: 'none needed',
  kind: 'stills',
  sha256: '0'.repeat(64),
  rows: 400,
  windows: 240,
  persons: 30,
} as const;
const NOW = new Date('2026-11-21T10:00:00Z');
const PORTS = {
  network: { backend: 'none', train: () => Promise.reject(new Error('not asked for')) },
  forest: null,
  checkpoints: null,
  sha256: sha256Hex,
};
const nothing = { onProgress: () => undefined, resamples: 30 };

let bundle: StoredBundle;
let run: LabRun;

/** A browser of its own, with these windows in it. */
function lab(windows: readonly SourcedWindow[] | null = WINDOWS) {
  const kept = new Map([[bundle.id, bundle]]);
  const bundles = {
    get: (id: string) => Promise.resolve(kept.get(id) ?? null),
    put: (stored: StoredBundle) => {
      kept.set(stored.id, stored);
      return Promise.resolve();
    },
  };
  const ports: StudyPorts = {
    stores: { runs: memoryRuns([run]), bundles },
    dataset: () =>
      windows === null
        ? Promise.reject(new DatasetRefused('Its source was removed.'))
        : Promise.resolve({
            windows,
            sources: [SOURCE],
            report: null as unknown as Dataset['report'],
            by: 'person',
            official: null,
          }),
    predictor: async (id) =>
      openPredictor(await readBundle(heldFiles(kept.get(id)?.files ?? new Map())), {
        network: () => Promise.reject(new Error('there is none')),
        forest: () => Promise.reject(new Error('there is none')),
      }),
    trainers: () => Promise.resolve(PORTS),
  };
  const judged = async () =>
    judgeRun(await trainedRun(run.id, ports.stores), ports, { now: NOW, resamples: 20 });
  return { ports, kept, judged };
}

beforeAll(async () => {
  const trained = await trainModel({
    recipe: RECIPE,
    signal: FACE_SIGNAL,
    windows: WINDOWS,
    split: null,
    by: 'person',
    seed: 5,
    sources: [SOURCE],
    preparation: '',
    ports: PORTS,
    createdAt: NOW.toISOString(),
    libraries: {},
    resamples: 20,
  });
  const { origin, id } = trained.manifest;
  if (origin.kind !== 'trained') throw new TypeError('it was trained');
  bundle = storedBundleOf(trained, 'trained', NOW.getTime());
  run = exampleRun({
    recipe: RECIPE,
    state: { kind: 'trained', bundleId: id, evaluation: origin.evaluation },
  });
});

describe('judging a run', () => {
  it('[JDG-1] gives the figures of its training where its data are as they were, with curves and places', async () => {
    const { ports, judged } = lab();
    const { data, report, curves, worst } = await judged();
    const file = await runFile(run.id, ports.stores);
    expect(data).toEqual({ kind: 'same' });
    if (run.state.kind !== 'trained') throw new TypeError('it is');
    expect(report.evaluation).toEqual(run.state.evaluation);
    const origin = file?.bundle?.manifest.origin;
    expect(report.perPerson).toEqual(origin?.kind === 'trained' ? origin.perPerson : null);
    expect(report.known).toMatchObject({ windows: 0, train: [], validation: [] });
    expect(curves.model).toHaveLength(4);
    expect(worst.length).toBeGreaterThan(0);
    expect(at(worst, 0).recording).toMatch(/^clip-/);
  });

  it('[JDG-2] says so where labels have changed since, and judges the data as they are', async () => {
    const relabelled = WINDOWS.map((window, index) =>
      index % 2 === 0 ? { ...window, label: 0, targets: [1, 0, 0, 0] } : window,
    );
    const { judged, ports } = lab(relabelled);
    const { data, report } = await judged();
    expect(data).toMatchObject({
      kind: 'changed',
      why: expect.stringContaining('changed') as string,
    });
    if (run.state.kind !== 'trained') throw new TypeError('it is');
    const before = at(run.state.evaluation.questions, 0).model.figures.summary.macroF1 ?? 0;
    expect(at(report.evaluation.questions, 0).model.figures.summary.macroF1).toBeLessThan(before);
    await expect(ablateRun({ runId: run.id, model: 'own' }, ports, nothing)).rejects.toThrow(
      /train the run again/,
    );
  });

  it('[JDG-2] shows what the bundle keeps where the data are gone', async () => {
    const { judged, ports } = lab(null);
    const { data, report, curves, worst } = await judged();
    expect(data).toMatchObject({ kind: 'gone', why: expect.stringContaining('removed') as string });
    expect(at(report.evaluation.questions, 0).model.figures.summary.macroF1).toBeGreaterThan(0.8);
    expect([curves, worst]).toEqual([{}, []]);
    await expect(weighRun(run.id, ports, nothing)).rejects.toThrow(/Its source was removed/);
  });
});

describe('what a run goes by', () => {
  it('[JDG-6] importance finds the features that tell, and gives noise next to nothing', async () => {
    const { ports, kept } = lab();
    const { importance } = await weighRun(run.id, ports, nothing);
    const rises = importance?.features.map(({ logLossRise }) => logLossRise.mean) ?? [];
    expect(rises).toHaveLength(22);
    const noise = rises.slice(4).map(Math.abs);
    for (const told of rises.slice(0, 4)) expect(told).toBeGreaterThan(5 * Math.max(...noise));
    // All that tells is an action unit.
    const byGroup = new Map(
      importance?.groups.map(({ name, macroF1Drop }) => [name, macroF1Drop.mean]),
    );
    expect(byGroup.get('action_units')).toBeGreaterThan(0.4);
    expect(Math.abs(byGroup.get('gaze') ?? 1)).toBeLessThan(0.05);
    const stored = new TextDecoder().decode(kept.get(bundle.id)?.files.get(STUDY_FILE));
    expect(parseStudy(stored)?.importance).toEqual(importance);
  });

  it('[JDG-7] explains one prediction by what moved it', async () => {
    const { ports, judged } = lab();
    const { report } = await judged();
    const { attribution, features } = await explainRun({ runId: run.id, index: 1 }, ports, nothing);
    expect(features.map(({ name }) => name)).toEqual(FACE_SIGNAL.features.map(({ name }) => name));
    attribution.said.forEach((said, output) => {
      const moved = attribution.features.reduce((sum, { values }) => sum + at(values, output), 0);
      expect(moved).toBeCloseTo(said - at(attribution.base, output), 6);
    });
    const called = attribution.said.indexOf(Math.max(...attribution.said));
    const strengths = attribution.features.map(({ values }) => Math.abs(at(values, called)));
    expect(strengths.indexOf(Math.max(...strengths))).toBeLessThan(4);
    expect(report.model.labels).toHaveLength(4);
  });

  it('[JDG-4] [JDG-8] an ablation finds what carries the model, and goes on from the rows that are kept', async () => {
    const { ports, kept } = lab();
    const told: string[] = [];
    const study = await ablateRun({ runId: run.id, model: 'own' }, ports, {
      ...nothing,
      onProgress: (done, all, what) => told.push(`${done}/${all} ${what}`),
    });
    const rows = study.ablation.own;
    expect(told).toHaveLength(8);
    const macroF1 = (kind: string, group: string | null) =>
      rows.find((row) => row.kind === kind && row.group === group)?.figures.macroF1.value ?? NaN;
    expect(macroF1('only', 'action_units')).toBeGreaterThan(0.8);
    expect(macroF1('without', 'action_units')).toBeLessThan(0.5);
    expect(macroF1('only', 'gaze')).toBeLessThan(0.5);
    const without = rows.find(({ kind, group }) => kind === 'without' && group === 'action_units');
    expect(without?.difference?.macroF1.interval).toMatchObject({ kind: 'interval' });
    if (without?.difference?.macroF1.interval.kind !== 'interval') throw new TypeError('it is');
    expect(without.difference.macroF1.interval.high).toBeLessThan(0);

    // Stopped after three rows: the four others alone are trained.
    const stored = kept.get(bundle.id);
    if (stored === undefined) throw new TypeError('it is there');
    const half = { ...study, ablation: { ...study.ablation, own: rows.slice(0, 3) } };
    const text = new TextEncoder().encode(JSON.stringify(half)).buffer;
    kept.set(bundle.id, { ...stored, files: new Map([...stored.files, [STUDY_FILE, text]]) });
    const again = await ablateRun({ runId: run.id, model: 'own' }, ports, nothing);
    expect(again.ablation.own).toEqual(rows);
    expect(kept.get(bundle.id)?.sizeBytes).toBeGreaterThan(bundle.sizeBytes);
  });
});
