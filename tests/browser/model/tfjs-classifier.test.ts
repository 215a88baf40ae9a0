import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fetchedFiles, readBundle } from '#adapters/bundles/read-bundle.ts';
import { useBackend } from '#adapters/tfjs/backends.ts';
import { openTfjsClassifier, type TfjsClassifier } from '#adapters/tfjs/tfjs-classifier.ts';
import type { ModelBundle } from '#core/models/model-bundle.ts';
import { type BackendName, type BackendReport, BACKENDS } from '#core/models/model-status.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { filesOfBundle, movingWindow, smallBundle } from '../../support/small-bundle.ts';

const WASM = new URL('/wasm/', location.href).href;
const SHIPPED = new URL('/models/learning-states/', location.href).href;
const WINDOWS = [1, 2, 3].map(movingWindow);

let shipped: ModelBundle;
beforeAll(async () => {
  await useBackend('cpu', WASM);
  shipped = await readBundle(fetchedFiles(SHIPPED), FACE_SIGNAL);
});

const open = (backends: readonly BackendName[], bundle = shipped): Promise<TfjsClassifier> =>
  openTfjsClassifier(bundle, { wasmUrl: WASM, backends });

async function answers(backend: BackendName): Promise<number[][]> {
  const classifier = await open([backend]);
  expect(classifier.backend.chosen).toBe(backend);
  const rows: number[][] = [];
  for (const window of WINDOWS) rows.push([...(await classifier.predict(window))]);
  classifier.close();
  return rows;
}

describe('the shipped model in this browser', () => {
  it('[MDL-10] says the same on webgpu, wasm and cpu', async () => {
    const reference = await answers('cpu');
    for (const row of reference) {
      expect(row).toHaveLength(4);
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    }
    expect(reference[0]).not.toEqual(reference[1]);
    for (const backend of ['wasm', 'webgpu'] as const) {
      const rows = await answers(backend);
      rows.flat().forEach((value, index) => {
        expect(Math.abs(value - (reference.flat()[index] ?? NaN))).toBeLessThan(1e-4);
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

  it.each(BACKENDS)('[MDL-11] leaves no tensor behind on %s', async (backend) => {
    const classifier = await open([backend]);
    await classifier.predict(movingWindow(1));
    const before = tf.memory();
    // In software each takes a second or more.
    const count = backend === 'webgpu' ? 5 : 100;
    for (let i = 0; i < count; i++) await classifier.predict(movingWindow(i));
    const after = tf.memory();
    expect(after.numTensors).toBe(before.numTensors);
    expect(after.numDataBuffers).toBe(before.numDataBuffers);
    expect(after.numBytes).toBe(before.numBytes);
    classifier.close();
  });

  it('[MDL-11] gives everything back when it is closed', async () => {
    const before = tf.memory().numTensors;
    const classifier = await open(['cpu', 'wasm']);
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
    const bundle = await readBundle(filesOfBundle(await smallBundle()), FACE_SIGNAL);
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
    const { classifier, device } = await onWebGpu(['wasm', 'cpu'], changes);
    const before = await classifier.predict(movingWindow(3));
    device.destroy();
    await device.lost;
    const after = await classifier.predict(movingWindow(3));
    expect(changes.map(({ chosen }) => chosen)).toEqual(['wasm']);
    expect(classifier.backend.chosen).toBe('wasm');
    after.forEach((value, index) => {
      expect(Math.abs(value - (before[index] ?? NaN))).toBeLessThan(1e-4);
    });
    classifier.close();
  });
});
