import { describe, expect, it } from 'vitest';
import { readBundle } from '#adapters/bundles/read-bundle.ts';
import { scaledPadded } from '#core/dataset/scaler.ts';
import { networkOf } from '#core/inference/network.ts';
import { openNetwork } from '#core/inference/open-network.ts';
import { calibrated } from '#core/models/calibration.ts';
import { FACE_FEATURES } from '#core/signals/face-signal.ts';
import { openModel } from '../../../scripts/learn/open-model.ts';
import { filesOfBundle, movingWindow, smallBundle } from '../../support/small-bundle.ts';

describe('a bundle opened on the command line', () => {
  it('[PRD-6] scales what is data and leaves padding at 0, as in training', async () => {
    const bundle = await readBundle(filesOfBundle(await smallBundle()));
    if (bundle.kind !== 'network') throw new Error(bundle.kind);
    const model = await openModel(bundle);
    const network = openNetwork(networkOf(bundle));
    for (const padding of [0, 7]) {
      const values = movingWindow(3).fill(0, 0, padding * FACE_FEATURES.length);
      const input = scaledPadded(values, padding, bundle.manifest.scaler);
      const [row = []] = await model.outputs([{ values, padding }]);
      [...network.run(input, 1)].forEach((value, label) => {
        expect(Math.abs((row[label] ?? NaN) - value)).toBeLessThan(1e-5);
      });
    }
    model.close();
  });

  it('[PRD-7] calibrates what it answers', async () => {
    const bundle = await readBundle(filesOfBundle(await smallBundle()));
    const calibration = { kind: 'temperature', temperature: 0.25 } as const;
    const sharper = { ...bundle, manifest: { ...bundle.manifest, calibration } };
    const model = await openModel(sharper);
    const values = movingWindow(5);
    const [raw = []] = await model.outputs([{ values, padding: 0 }]);
    const answer = await model.classifier.predict(values);
    expect(answer).toEqual(calibrated(raw, calibration));
    expect(Math.max(...answer)).toBeGreaterThan(Math.max(...raw));
    model.close();
  });
});
