import * as v from 'valibot';
import type { Signal } from '../signals/signal.ts';
import {
  BUNDLE_FORMAT,
  BUNDLE_FORMAT_VERSION,
  type BundleManifest,
  ManifestSchema,
  MANIFEST_FILE,
} from './bundle-manifest.ts';
import { BundleRefused } from './bundle-refusal.ts';
import { type TensorSpec, tensorSize, weightBytes, weightShapes } from './weight-shapes.ts';

/** A bundle that may be run: the manifest and its weights, in the order of its layers. */
export interface ModelBundle {
  readonly manifest: BundleManifest;
  readonly weights: readonly { readonly spec: TensorSpec; readonly values: Float32Array }[];
}

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
 * Reads a manifest made for `signal`.
 * @throws BundleRefused truncated, foreign, newer_format, other_signal or wrong_shapes.
 */
export function parseManifest(text: string, signal: Signal): BundleManifest {
  const json = parseJson(text);
  const header = v.safeParse(HeaderSchema, json);
  if (!header.success) {
    throw new BundleRefused('foreign', `${MANIFEST_FILE} is not a Heed model bundle's.`);
  }
  if (header.output.formatVersion > BUNDLE_FORMAT_VERSION) {
    throw new BundleRefused(
      'newer_format',
      `The bundle has format ${header.output.formatVersion}, this Heed reads up to ${BUNDLE_FORMAT_VERSION}: update Heed.`,
    );
  }
  const parsed = v.safeParse(ManifestSchema, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue) ?? 'the top';
    throw new BundleRefused('foreign', `${MANIFEST_FILE} is damaged at ${where}: ${issue.message}`);
  }
  checkSignal(parsed.output, signal);
  checkShapes(parsed.output);
  return parsed.output;
}

function checkSignal(manifest: BundleManifest, signal: Signal): void {
  const { name, version, features } = manifest.signal;
  if (name !== signal.name || version !== signal.version) {
    throw new BundleRefused(
      'other_signal',
      `The bundle was trained on signal ${name} ${version}, this Heed makes ${signal.name} ${signal.version}: train it again.`,
    );
  }
  const expected = signal.features.map((feature) => feature.name);
  if (features.join() !== expected.join()) {
    throw new BundleRefused('other_signal', `The bundle's features are not those of ${name}.`);
  }
}

function checkShapes(manifest: BundleManifest): void {
  const { labels, layers, scaler, signal, weights } = manifest;
  const features = signal.features.length;
  const refuse = (what: string) => new BundleRefused('wrong_shapes', `${MANIFEST_FILE}: ${what}`);
  if (scaler.mean.length !== features || scaler.std.length !== features) {
    throw refuse(`the scaler has not one mean and deviation for each of ${features} features.`);
  }
  const last = layers.at(-1);
  if (last?.kind !== 'dense' || last.units !== labels.length) {
    throw refuse(`the last layer has not one output for each of ${labels.length} labels.`);
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

/**
 * Puts weights to their manifest. `sha256` is the hash of `bytes` in lower-case hex.
 * @throws BundleRefused truncated or wrong_hash or wrong_shapes.
 */
export function openBundle(
  manifest: BundleManifest,
  bytes: ArrayBuffer,
  sha256: string,
): ModelBundle {
  const { file, bytes: expected } = manifest.weights;
  if (bytes.byteLength < expected) {
    throw new BundleRefused(
      'truncated',
      `${file} has ${bytes.byteLength} of its ${expected} bytes.`,
    );
  }
  if (bytes.byteLength > expected) {
    throw new BundleRefused(
      'wrong_shapes',
      `${file} has ${bytes.byteLength} bytes, its layers need ${expected}.`,
    );
  }
  if (sha256 !== manifest.weights.sha256) {
    throw new BundleRefused(
      'wrong_hash',
      `${file} is not the file that the manifest describes (sha256).`,
    );
  }
  const floats = new Float32Array(bytes);
  let offset = 0;
  const weights = manifest.weights.tensors.map((spec) => {
    const values = floats.subarray(offset, (offset += tensorSize(spec)));
    return { spec, values };
  });
  return { manifest, weights };
}
