import {
  BUNDLE_FORMAT,
  BUNDLE_FORMAT_VERSION,
  type BundleManifest,
  CARD_FILE,
  MANIFEST_FILE,
  TOPOLOGY_FILE,
  WEIGHTS_FILE,
} from '#core/models/bundle-manifest.ts';
import { modelCard } from '#core/models/card/model-card.ts';
import {
  checkFeatures,
  importedLength,
  importedOutput,
  importedScaling,
} from '#core/models/imported-fit.ts';
import type { ImportedScaler } from '#core/models/imported-scaler.ts';
import { bundleLayers, type KerasModel } from '#core/models/keras-layers.ts';
import { cellOf, type LayerSpec } from '#core/models/layer-spec.ts';
import type { ModelShape } from '#core/models/training.ts';
import { weightShapes } from '#core/models/weight-shapes.ts';
import type { ModelSignal } from '#core/signals/model-signals.ts';

export interface ImportedBundleOptions {
  /** What the model shall be called; `imported-` goes before it. */
  readonly name: string;
  /** Of the file that was read, lower-case hex. */
  readonly sha256: string;
  readonly model: KerasModel;
  readonly scaler: ImportedScaler | null;
  /** In the order of the outputs. */
  readonly labels: readonly string[];
  readonly signal: ModelSignal;
  /** `length` where the model does not say. */
  readonly window: {
    readonly length: number | null;
    readonly rateHz: number;
    readonly maxGapMs: number;
  };
  readonly licence: string;
  readonly createdAt: string;
  readonly libraries: Readonly<Record<string, string>>;
  readonly ports: {
    sha256(bytes: ArrayBuffer): Promise<string>;
    /** The tfjs `model.json` for a shape; null: it is left out. */
    readonly topology:
      ((shape: ModelShape, weights: Float32Array) => { readonly topology: string }) | null;
  };
}

export interface ImportedBundle {
  readonly manifest: BundleManifest;
  readonly files: ReadonlyMap<string, string | ArrayBuffer>;
}

/** tfjs has no GRU that resets after, and hard_sigmoid of one slope alone. */
const isPlainTfjs = (layer: LayerSpec): boolean => {
  const cell = cellOf(layer);
  const used =
    layer.kind === 'dense' ? [layer.activation] : [cell?.activation, cell?.recurrentActivation];
  return !(cell?.kind === 'gru' && cell.resetAfter) && !used.includes('hard_sigmoid_6');
};

function joined({ weights }: KerasModel): Float32Array<ArrayBuffer> {
  const all = new Float32Array(weights.reduce((sum, { values }) => sum + values.length, 0));
  let from = 0;
  for (const { values } of weights) {
    all.set(values, from);
    from += values.length;
  }
  return all;
}

/**
 * A bundle of a model from Keras: its weights as they are, and nothing said that is not known.
 * @throws ImportRefused where model, scaler, labels and signal do not belong together.
 */
export async function importedBundle(options: ImportedBundleOptions): Promise<ImportedBundle> {
  const { model, scaler, labels, signal, window, ports } = options;
  checkFeatures(model.featureCount, signal);
  const output = importedOutput(model, labels);
  const length = importedLength(model.length, window.length);
  const scaling = importedScaling(scaler, signal);
  const layers = bundleLayers(model);
  const { featureCount } = model;
  const weights = joined(model);
  const sha256 = await ports.sha256(weights.buffer);
  const by =
    scaler === null
      ? 'no scaler'
      : `a StandardScaler of scikit-learn${scaler.version === null ? '' : ` ${scaler.version}`}`;
  const manifest: BundleManifest = {
    format: BUNDLE_FORMAT,
    formatVersion: BUNDLE_FORMAT_VERSION,
    id: `imported-${options.name}-${sha256.slice(0, 12)}`,
    createdAt: options.createdAt,
    parent: null,
    signal: {
      name: signal.name,
      version: signal.version,
      features: signal.features.map(({ name }) => name),
    },
    labels,
    output,
    window: { length, rateHz: window.rateHz, maxGapMs: window.maxGapMs },
    scaler: { kind: 'standard', ...scaling, limit: null },
    model: {
      kind: 'network',
      layers,
      weights: {
        file: WEIGHTS_FILE,
        sha256,
        bytes: weights.byteLength,
        tensors: weightShapes(layers, featureCount),
      },
    },
    calibration: {
      kind: 'none',
      reason: 'the model was imported, without data to calibrate it by',
    },
    abstention: null,
    smoothing: { kind: 'none' },
    origin: {
      kind: 'imported',
      from: `Keras ${model.kerasVersion}, with ${by}`,
      sha256: options.sha256,
      licence: options.licence,
    },
    libraries: { ...options.libraries },
  };
  const topology: [string, string][] =
    ports.topology !== null && layers.every(isPlainTfjs)
      ? [[TOPOLOGY_FILE, ports.topology({ layers, length, featureCount }, weights).topology]]
      : [];
  return {
    manifest,
    files: new Map<string, string | ArrayBuffer>([
      [WEIGHTS_FILE, weights.buffer],
      ...topology,
      [CARD_FILE, modelCard(manifest)],
      [MANIFEST_FILE, `${JSON.stringify(manifest, null, 2)}\n`],
    ]),
  };
}
