import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readNetworkBundle } from '#adapters/bundles/read-bundle.ts';
import { openLayersRunner } from '#adapters/tfjs/network-runner.ts';
import { openTfjsClassifier, type TfjsClassifier } from '#adapters/tfjs/tfjs-classifier.ts';
import { scaled } from '#core/dataset/scaler.ts';
import { type Network, networkOf } from '#core/inference/network.ts';
import { calibrated } from '#core/models/calibration.ts';
import type { NetworkBundle } from '#core/models/model-bundle.ts';
import { type BackendName, type BackendReport, BACKENDS } from '#core/models/model-status.ts';
import { ENGAGEMENT_LAYERS, madeUpNetwork } from '../../support/made-up-network.ts';
import { filesOfBundle, movingWindow, smallBundle } from '../../support/small-bundle.ts';

const WASM = new URL('/wasm/', location.href).href;
const WINDOWS = [1, 2, 3].map(movingWindow);

/** The manifest of a small bundle and another network: all that the manifest says of it fits. */
async function bundleOf(network: Network): Promise<NetworkBundle> {
  const small = await readNetworkBundle(filesOfBundle(await smallBundle()));
  return { ...small, layers: network.layers, weights: network.weights };
}

let engagement: NetworkBundle;
beforeAll(async () => {
  engagement = await bundleOf(madeUpNetwork(ENGAGEMENT_LAYERS, 30, 22, 1));
});

const open = (
  backends: readonly BackendName[],
  bundle: NetworkBundle = engagement,
): Promise<TfjsClassifier> => openTfjsClassifier(bundle, { wasmUrl: WASM, backends });

async function answers(backend: BackendName): Promise<number[][]> {
  const classifier = await open([backend]);
  expect(classifier.backend.chosen).toBe(backend);
  const rows: number[][] = [];
  for (const window of WINDOWS) rows.push([...(await classifier.predict(window))]);
  classifier.close();
  return rows;
}

async function layersAnswers(): Promise<number[]> {
  const layers = await openLayersRunner('cpu', networkOf(engagement), WASM);
  const rows: number[] = [];
  for (const window of WINDOWS) {
    const outputs = await layers.run(scaled(window, engagement.manifest.scaler), 1);
    rows.push(...calibrated([...outputs], engagement.manifest.calibration));
  }
  layers.close();
  return rows;
}

describe('the engagement model in this browser', () => {
  it('[MDL-10] says on every backend what tfjs layers say', async () => {
    const reference = await layersAnswers();
    for (const backend of BACKENDS) {
      const rows = await answers(backend);
      expect(rows[0]).not.toEqual(rows[1]);
      rows.forEach((row) => {
        expect(row).toHaveLength(4);
        expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
      });
      rows.flat().forEach((value, index) => {
        expect(Math.abs(value - (reference[index] ?? NaN))).toBeLessThan(1e-5);
      });
    }
  });

  it('[MDL-10] is run on the fastest backend that is right', async () => {
    const classifier = await open(BACKENDS);
    const { chosen, trials } = classifier.backend;
    classifier.close();
    expect(trials.map(({ backend }) => backend)).toEqual(BACKENDS);
    expect(trials.map(({ outcome }) => outcome)).toEqual(['usable', 'usable', 'usable']);
    const times = trials.map(({ msPerPrediction }) => msPerPrediction ?? Infinity);
    const best = trials.find(({ backend }) => backend === chosen);
    expect(best?.msPerPrediction).toBe(Math.min(...times));
  });

  it('[INF-3] is not run on webgpu where its kernel lacks a layer', async () => {
    const gru = madeUpNetwork(
      [
        { kind: 'gru', units: 6, returnSequences: false },
        { kind: 'dense', units: 4, activation: 'softmax' },
      ],
      30,
      22,
      2,
    );
    const classifier = await open(BACKENDS, await bundleOf(gru));
    const outcomes = classifier.backend.trials.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['usable', 'usable', 'unavailable']);
    expect(await classifier.predict(movingWindow(1))).toHaveLength(4);
    classifier.close();
  });

  it.each(BACKENDS)('[MDL-11] leaves no tensor behind on %s', async (backend) => {
    const classifier = await open([backend]);
    await classifier.predict(movingWindow(1));
    const before = tf.memory();
    for (let i = 0; i < 50; i++) await classifier.predict(movingWindow(i));
    const after = tf.memory();
    expect(after.numTensors).toBe(before.numTensors);
    expect(after.numDataBuffers).toBe(before.numDataBuffers);
    expect(after.numBytes).toBe(before.numBytes);
    classifier.close();
  });

  it('[MDL-11] gives everything back when it is closed', async () => {
    const before = tf.memory().numTensors;
    const classifier = await open(['wasm']);
    expect(tf.memory().numTensors).toBeGreaterThan(before);
    classifier.close();
    expect(tf.memory().numTensors).toBe(before);
    await expect(classifier.predict(movingWindow(1))).rejects.toThrow('closed');
  });
});

describe('a backend that is lost', () => {
  const trial = (backend: BackendName, msPerPrediction: number) =>
    ({ backend, outcome: 'usable', msPerPrediction, maxError: 0 }) as const;

  async function onWebGpu(others: readonly BackendName[], changes: BackendReport[]) {
    const bundle = await readNetworkBundle(filesOfBundle(await smallBundle()));
    const trials = [trial('webgpu', 1), ...others.map((backend) => trial(backend, 2))];
    const classifier = await openTfjsClassifier(bundle, {
      wasmUrl: WASM,
      choose: () => Promise.resolve({ chosen: 'webgpu', trials }),
      onBackendChanged: (report) => changes.push(report),
    });
    const { device } = tf.backend() as unknown as { device: GPUDevice };
    return { classifier, device };
  }

  it('[MDL-12] gives way to the next, and no answer is lost', async () => {
    const changes: BackendReport[] = [];
    const { classifier, device } = await onWebGpu(['wasm', 'typed_arrays'], changes);
    const before = await classifier.predict(movingWindow(3));
    device.destroy();
    await device.lost;
    const after = await classifier.predict(movingWindow(3));
    expect(changes.map(({ chosen }) => chosen)).toEqual(['wasm']);
    expect(classifier.backend.chosen).toBe('wasm');
    after.forEach((value, index) => {
      expect(Math.abs(value - (before[index] ?? NaN))).toBeLessThan(2e-5);
    });
    classifier.close();
  });
});
