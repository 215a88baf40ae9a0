import * as v from 'valibot';
import type { Signal } from '../signals/signal.ts';
import {
  BUNDLE_FORMAT,
  BUNDLE_FORMAT_VERSION,
  type BundleManifest,
  ManifestSchema,
  MANIFEST_FILE,
  type ManifestModel,
} from './bundle-manifest.ts';
import { BundleRefused } from './bundle-refusal.ts';
import type { LayerSpec } from './layer-spec.ts';
import { type TensorSpec, tensorSize, weightBytes, weightShapes } from './weight-shapes.ts';

export interface BundleWeight {
  readonly spec: TensorSpec;
  readonly values: Float32Array;
}

/** A network that may be run: its layers and their weights, in one order. */
export interface NetworkBundle {
  readonly kind: 'network';
  readonly manifest: BundleManifest;
  readonly layers: readonly LayerSpec[];
  readonly weights: readonly BundleWeight[];
}
/** A logistic regression: all of it is in the manifest. */
export interface LogisticBundle {
  readonly kind: 'logistic';
  readonly manifest: BundleManifest;
  readonly model: Extract<ManifestModel, { kind: 'logistic' }>;
}
export interface ForestBundle {
  readonly kind: 'forest';
  readonly manifest: BundleManifest;
  readonly bytes: ArrayBuffer;
}
/** A bundle all of which was checked. */
export type ModelBundle = NetworkBundle | LogisticBundle | ForestBundle;

const count = (text: string, letter: string): number => text.split(letter).length - 1;

const isCutOff = (text: string): boolean =>
  text.trim() === '' || (text.trimStart().startsWith('{') && count(text, '{') > count(text, '}'));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw isCutOff(text)
      ? new BundleRefused('truncated', `${MANIFEST_FILE} ends before it is whole.`, cause)
      : new BundleRefused('foreign', `${MANIFEST_FILE} is not JSON.`, cause);
  }
}

const HeaderSchema = v.object({ format: v.literal(BUNDLE_FORMAT), formatVersion: v.number() });

/**
 * Reads a manifest made for one of `signals`.
 * @throws BundleRefused truncated, foreign, newer_format, older_format, other_signal or wrong_shapes.
 */
export function parseManifest(text: string, signals: readonly Signal[]): BundleManifest {
  const json = parseJson(text);
  const header = v.safeParse(HeaderSchema, json);
  if (!header.success) {
    throw new BundleRefused('foreign', `${MANIFEST_FILE} is not a Heed model bundle's.`);
  }
  const { formatVersion } = header.output;
  if (formatVersion > BUNDLE_FORMAT_VERSION) {
    throw new BundleRefused(
      'newer_format',
      `The bundle has format ${formatVersion}, this Heed reads up to ${BUNDLE_FORMAT_VERSION}: update Heed.`,
    );
  }
  if (formatVersion < BUNDLE_FORMAT_VERSION) {
    throw new BundleRefused(
      'older_format',
      `The bundle has format ${formatVersion}, which does not say what this Heed needs to know: train it again.`,
    );
  }
  const parsed = v.safeParse(ManifestSchema, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue) ?? 'the top';
    throw new BundleRefused('foreign', `${MANIFEST_FILE} is damaged at ${where}: ${issue.message}`);
  }
  checkSignal(parsed.output, signals);
  checkShapes(parsed.output);
  return parsed.output;
}

function checkSignal(manifest: BundleManifest, signals: readonly Signal[]): void {
  const { name, version, features } = manifest.signal;
  const signal = signals.find((known) => known.name === name && known.version === version);
  if (signal === undefined) {
    const known = signals.map((own) => `${own.name} ${own.version}`).join(' or ');
    throw new BundleRefused(
      'other_signal',
      `The bundle was trained on signal ${name} ${version}, wanted is ${known}: train it again.`,
    );
  }
  const expected = signal.features.map((feature) => feature.name);
  if (features.join() !== expected.join()) {
    throw new BundleRefused('other_signal', `The bundle's features are not those of ${name}.`);
  }
}

const refuse = (what: string) => new BundleRefused('wrong_shapes', `${MANIFEST_FILE}: ${what}`);

function checkShapes(manifest: BundleManifest): void {
  const { labels, model, scaler, signal, calibration, abstention } = manifest;
  const features = signal.features.length;
  if (scaler.mean.length !== features || scaler.std.length !== features) {
    throw refuse(`the scaler has not one mean and deviation for each of ${features} features.`);
  }
  const perLabel = [
    ...(calibration.kind === 'platt' ? [calibration.slopes, calibration.intercepts] : []),
    ...(abstention === null ? [] : [abstention.labels]),
  ];
  if (perLabel.some(({ length }) => length !== labels.length)) {
    throw refuse(`calibration or abstention are not for ${labels.length} labels.`);
  }
  if (model.kind === 'network') checkNetwork(model, labels.length, features);
  if (model.kind === 'logistic') checkLogistic(model, labels.length);
}

function checkLogistic(model: LogisticBundle['model'], labels: number): void {
  const { weights, intercepts, mean, std } = model;
  const whole = weights.length === labels && intercepts.length === labels;
  if (!whole || [std, ...weights].some(({ length }) => length !== mean.length)) {
    throw refuse(`the regression has not one row of ${mean.length} weights for each label.`);
  }
}

function checkNetwork(
  { layers, weights }: Extract<ManifestModel, { kind: 'network' }>,
  labels: number,
  features: number,
): void {
  const last = layers.at(-1);
  if (last?.kind !== 'dense' || last.units !== labels) {
    throw refuse(`the last layer has not one output for each of ${labels} labels.`);
  }
  const describe = (specs: readonly TensorSpec[]) =>
    specs.map((spec) => `${spec.name} [${spec.shape.join(', ')}]`).join('; ');
  const expected = weightShapes(layers, features);
  if (describe(weights.tensors) !== describe(expected)) {
    throw refuse(`the weights listed do not fit the layers.`);
  }
  if (weights.bytes !== weightBytes(expected)) {
    throw refuse(`the layers need ${weightBytes(expected)} bytes, it says ${weights.bytes}.`);
  }
}

/** The file that a bundle has beside its manifest, or null where it needs none. */
export const modelFile = ({ model }: BundleManifest): string | null =>
  model.kind === 'network' ? model.weights.file : model.kind === 'forest' ? model.file : null;

/**
 * Puts a model's file to its manifest. `sha256` is the hash of `bytes` in lower-case hex.
 * @throws BundleRefused truncated or wrong_hash or wrong_shapes.
 */
export function openBundle(
  manifest: BundleManifest,
  bytes: ArrayBuffer,
  sha256: string,
): ModelBundle {
  const { model } = manifest;
  switch (model.kind) {
    case 'logistic':
      return { kind: 'logistic', manifest, model };
    case 'forest':
      checkFile(model, bytes, sha256);
      return { kind: 'forest', manifest, bytes };
    case 'network': {
      checkFile(model.weights, bytes, sha256);
      const floats = new Float32Array(bytes);
      let offset = 0;
      const weights = model.weights.tensors.map((spec) => {
        const values = floats.subarray(offset, (offset += tensorSize(spec)));
        return { spec, values };
      });
      return { kind: 'network', manifest, layers: model.layers, weights };
    }
  }
}

function checkFile(
  expected: { readonly file: string; readonly bytes: number; readonly sha256: string },
  bytes: ArrayBuffer,
  sha256: string,
): void {
  const { file } = expected;
  if (bytes.byteLength < expected.bytes) {
    throw new BundleRefused(
      'truncated',
      `${file} has ${bytes.byteLength} of its ${expected.bytes} bytes.`,
    );
  }
  if (bytes.byteLength > expected.bytes) {
    throw new BundleRefused(
      'wrong_shapes',
      `${file} has ${bytes.byteLength} bytes, its model needs ${expected.bytes}.`,
    );
  }
  if (sha256 !== expected.sha256) {
    throw new BundleRefused(
      'wrong_hash',
      `${file} is not the file that the manifest describes (sha256).`,
    );
  }
}
