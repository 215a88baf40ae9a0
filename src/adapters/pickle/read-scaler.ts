import type { ImportedScaler } from '#core/models/imported-scaler.ts';
import { ImportRefused } from '#core/models/keras-refusal.ts';
import { isKind, type PickleValue } from './pickle-values.ts';
import { readPickle } from './read-pickle.ts';

const foreign = (what: string): ImportRefused =>
  new ImportRefused('foreign', `The StandardScaler ${what}.`);

/** An array of finite numbers, or null where the scaler was told to do without. */
function numbers(state: ReadonlyMap<string, PickleValue>, name: string, of: number) {
  const value = state.get(name);
  if (value === null) return null;
  if (!isKind(value, 'array')) throw foreign(`has no ${name}: was it fitted?`);
  if (value.values.length !== of) {
    throw new ImportRefused(
      'wrong_shapes',
      `The StandardScaler has ${value.values.length} numbers in ${name} for ${of} features.`,
    );
  }
  if (!value.values.every(Number.isFinite)) throw foreign(`has numbers in ${name} not finite`);
  return value.values;
}

function namesOf(state: ReadonlyMap<string, PickleValue>, of: number): readonly string[] | null {
  const value = state.get('feature_names_in_');
  if (value === undefined) return null;
  const names = isKind(value, 'list') ? value.items : [];
  if (names.length === of && names.every((name) => typeof name === 'string')) return names;
  throw foreign(`has not one name for each of ${of} features`);
}

function featureCountOf(state: ReadonlyMap<string, PickleValue>): number {
  const count = state.get('n_features_in_');
  if (typeof count === 'number' && Number.isInteger(count) && count > 0) return count;
  // Before scikit-learn 0.24 nothing but the arrays told.
  const scale = state.get('scale_') ?? state.get('mean_');
  if (count === undefined && isKind(scale, 'array') && scale.values.length > 0) {
    return scale.values.length;
  }
  throw foreign('does not say how many features it has: was it fitted?');
}

/**
 * Reads a pickled (or joblib-dumped, uncompressed) StandardScaler of scikit-learn. Nothing in the
 * file is run: a name but those of a scaler and of numpy's arrays is refused.
 * @throws ImportRefused
 */
export function readScaler(bytes: Uint8Array): ImportedScaler {
  const value = readPickle(bytes);
  if (!isKind(value, 'object') || value.of !== 'scaler') {
    throw new ImportRefused('foreign', 'The pickle holds no StandardScaler.');
  }
  if (!isKind(value.state, 'dict')) throw foreign('is empty');
  const state = value.state.entries;
  const featureCount = featureCountOf(state);
  const scale = numbers(state, 'scale_', featureCount) ?? new Float64Array(featureCount).fill(1);
  if (!scale.every((item) => item > 0)) throw foreign('divides by zero or less');
  const version = state.get('_sklearn_version');
  const samples = state.get('n_samples_seen_');
  return {
    featureCount,
    // with_mean=False still keeps a mean_ that transform does not use.
    mean:
      (state.get('with_mean') === false ? null : numbers(state, 'mean_', featureCount)) ??
      new Float64Array(featureCount),
    scale,
    featureNames: namesOf(state, featureCount),
    version: typeof version === 'string' ? version : null,
    samples: typeof samples === 'number' || typeof samples === 'bigint' ? Number(samples) : null,
  };
}
