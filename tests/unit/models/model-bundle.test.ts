import { describe, expect, it } from 'vitest';
import { readBundle, readNetworkBundle } from '#adapters/bundles/read-bundle.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import { BundleRefused, type RefusalKind } from '#core/models/bundle-refusal.ts';
import { filesOfBundle, smallBundle, type SmallBundle } from '../../support/small-bundle.ts';

async function refusal(bundle: SmallBundle, text?: string): Promise<BundleRefused> {
  const error: unknown = await readBundle(filesOfBundle(bundle, text)).then(
    () => null,
    (cause: unknown) => cause,
  );
  if (error instanceof BundleRefused) return error;
  throw new Error('the bundle was not refused', { cause: error });
}

async function altered(change: (manifest: BundleManifest) => unknown): Promise<BundleRefused> {
  const bundle = await smallBundle();
  return refusal(bundle, JSON.stringify(change(bundle.manifest)));
}

type Network = Extract<BundleManifest['model'], { kind: 'network' }>;

/** The manifest with another network; for manifests that have one. */
const altersNetwork =
  (change: (network: Network) => unknown) =>
  (manifest: BundleManifest): unknown => ({
    ...manifest,
    model: manifest.model.kind === 'network' ? change(manifest.model) : null,
  });

describe('reading a model bundle', () => {
  it('[MDL-1] gives a whole one with each weight in its place', async () => {
    const bundle = await smallBundle();
    const { manifest, weights } = await readNetworkBundle(filesOfBundle(bundle));
    expect(manifest).toEqual(bundle.manifest);
    expect(weights.map(({ spec, values }) => [spec.name, values.length])).toEqual([
      ['lstm_0/kernel', 22 * 24],
      ['lstm_0/recurrent_kernel', 6 * 24],
      ['lstm_0/bias', 24],
      ['lstm_2/kernel', 6 * 16],
      ['lstm_2/recurrent_kernel', 4 * 16],
      ['lstm_2/bias', 16],
      ['dense_3/kernel', 16],
      ['dense_3/bias', 4],
    ]);
    const joined = weights.flatMap(({ values }) => [...values]);
    expect(joined).toEqual([...new Float32Array(bundle.weights)]);
  });

  it('[MDL-1] refuses a missing one', async () => {
    const read = readBundle(() => Promise.reject(new Error('404')));
    await expect(read).rejects.toMatchObject({ kind: 'missing', cause: new Error('404') });
  });

  const broken: [string, RefusalKind, (manifest: BundleManifest) => unknown][] = [
    ['another format', 'foreign', (m) => ({ ...m, format: 'keras' })],
    ['a list', 'foreign', () => []],
    ['a missing key', 'foreign', (m) => ({ ...m, scaler: undefined })],
    ['a newer format', 'newer_format', (m) => ({ ...m, formatVersion: 3, other: true })],
    ['an older format', 'older_format', (m) => ({ ...m, formatVersion: 1 })],
    [
      'another signal version',
      'other_signal',
      (m) => ({ ...m, signal: { ...m.signal, version: m.signal.version + 1 } }),
    ],
    ['another signal', 'other_signal', (m) => ({ ...m, signal: { ...m.signal, name: 'body' } })],
    [
      'features in another order',
      'other_signal',
      (m) => ({ ...m, signal: { ...m.signal, features: [...m.signal.features].reverse() } }),
    ],
    [
      'a scaler of another length',
      'wrong_shapes',
      (m) => ({ ...m, scaler: { kind: 'standard', mean: [0], std: [1] } }),
    ],
    [
      'a calibration of other labels',
      'wrong_shapes',
      (m) => ({ ...m, calibration: { kind: 'platt', slopes: [1], intercepts: [0] } }),
    ],
    [
      'an abstention of other labels',
      'wrong_shapes',
      (m) => ({ ...m, abstention: { leastPrecision: 0.5, labels: [] } }),
    ],
    [
      'a regression of other labels',
      'wrong_shapes',
      (m) => ({
        ...m,
        model: { kind: 'logistic', mean: [0], std: [1], weights: [[0]], intercepts: [0] },
      }),
    ],
    ['a label too many', 'wrong_shapes', (m) => ({ ...m, labels: [...m.labels, 'joy'] })],
    [
      'weights of other layers',
      'wrong_shapes',
      altersNetwork((net) => ({
        ...net,
        layers: net.layers.map((l) => (l.kind === 'lstm' ? { ...l, units: 5 } : l)),
      })),
    ],
    [
      'another count of bytes',
      'wrong_shapes',
      altersNetwork((net) => ({
        ...net,
        weights: { ...net.weights, bytes: net.weights.bytes + 4 },
      })),
    ],
    [
      'another hash',
      'wrong_hash',
      altersNetwork((net) => ({ ...net, weights: { ...net.weights, sha256: 'a'.repeat(64) } })),
    ],
    [
      'a deviation of 0',
      'foreign',
      (m) => ({ ...m, scaler: { ...m.scaler, std: m.scaler.std.map(() => 0) } }),
    ],
  ];
  it.each(broken)('[MDL-1] [MDL-2] refuses %s as %s', async (_, kind, change) => {
    const error = await altered(change);
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(/^[^\n]+$/);
  });

  it('[MDL-1] refuses a manifest that is cut off, at any place', async () => {
    const bundle = await smallBundle();
    const whole = JSON.stringify(bundle.manifest);
    for (const length of [0, 1, 40, Math.floor(whole.length / 2), whole.length - 1]) {
      expect((await refusal(bundle, whole.slice(0, length))).kind).toBe('truncated');
    }
    expect((await refusal(bundle, '<!doctype html>')).kind).toBe('foreign');
  });

  it('[MDL-1] refuses weights that are cut off, too long or altered', async () => {
    const bundle = await smallBundle();
    const cut = { ...bundle, weights: bundle.weights.slice(0, -4) };
    expect((await refusal(cut)).kind).toBe('truncated');
    const long = { ...bundle, weights: new ArrayBuffer(bundle.weights.byteLength + 4) };
    expect((await refusal(long)).kind).toBe('wrong_shapes');
    const altered = bundle.weights.slice(0);
    new Uint8Array(altered)[17] = 99;
    expect((await refusal({ ...bundle, weights: altered })).kind).toBe('wrong_hash');
  });
});
