import type { ModelSignal } from '../signals/model-signals.ts';
import type { ImportedScaler } from './imported-scaler.ts';
import type { KerasArchitecture } from './keras-layers.ts';
import { ImportRefused } from './keras-refusal.ts';
import { cellOf } from './layer-spec.ts';
import type { OutputKind } from './output-kind.ts';

/**
 * What a model's last layer answers for each label.
 * @throws ImportRefused unsupported or wrong_shapes, where it does not answer once for a window.
 */
export function importedOutput(
  { layers }: KerasArchitecture,
  labels: readonly string[],
): OutputKind {
  const last = layers.at(-1);
  const output =
    last?.kind === 'dense'
      ? ({ softmax: 'exclusive', sigmoid: 'independent' } as const)[
          last.activation as 'softmax' | 'sigmoid'
        ]
      : undefined;
  if (last?.kind !== 'dense' || output === undefined) {
    throw new ImportRefused(
      'unsupported',
      `The model ends in a ${last?.kind === 'dense' ? `Dense layer of ${last.activation}` : `layer of kind ${last?.kind ?? 'none'}`}, which gives no probabilities; a Dense layer of softmax or sigmoid does.`,
    );
  }
  if (layers.map(cellOf).findLast((cell) => cell !== null)?.returnSequences !== false) {
    throw new ImportRefused(
      'unsupported',
      'The model answers for each step, not once for a window.',
    );
  }
  if (last.units !== labels.length) {
    throw new ImportRefused(
      'wrong_shapes',
      `The model has ${last.units} outputs, but ${labels.length} labels were given.`,
    );
  }
  return output;
}

/**
 * Steps of a window, by the model or, where it takes any number, by who imports it.
 * @throws ImportRefused where neither says, or each another.
 */
export function importedLength(model: number | null, given: number | null): number {
  if (model !== null && given !== null && model !== given) {
    throw new ImportRefused(
      'wrong_shapes',
      `The model takes windows of ${model} steps, not ${given}.`,
    );
  }
  const length = model ?? given;
  if (length !== null) return length;
  throw new ImportRefused(
    'unsupported',
    'The model takes windows of any length: say how many steps it was trained on.',
  );
}

/** @throws ImportRefused wrong_shapes, where the model takes other features than a signal has. */
export function checkFeatures(featureCount: number, signal: ModelSignal): void {
  if (featureCount === signal.features.length) return;
  throw new ImportRefused(
    'wrong_shapes',
    `The model takes ${featureCount} features a step, and signal ${signal.name} has ${signal.features.length}: it was made for measurements that Heed does not take.`,
  );
}

/** OpenFace's CSVs have a space before each name and `_r` after regressed action units. */
const plainName = (name: string): string => name.trim().replace(/_r$/, '');

/**
 * The scaling of a signal's features; without a scaler they stay as they are.
 * @throws ImportRefused wrong_shapes, where the scaler was fitted on other columns.
 */
export function importedScaling(
  scaler: ImportedScaler | null,
  signal: ModelSignal,
): { readonly mean: readonly number[]; readonly std: readonly number[] } {
  const features = signal.features.map(({ name }) => name);
  if (scaler === null) return { mean: features.map(() => 0), std: features.map(() => 1) };
  if (scaler.featureCount !== features.length) {
    throw new ImportRefused(
      'wrong_shapes',
      `The StandardScaler is for ${scaler.featureCount} features, the model takes ${features.length}: it belongs to another model.`,
    );
  }
  const names = scaler.featureNames?.map(plainName);
  const wrong = features.findIndex((name, index) => (names?.[index] ?? name) !== name);
  if (wrong >= 0) {
    throw new ImportRefused(
      'wrong_shapes',
      `The StandardScaler has ${(names?.[wrong] ?? '').slice(0, 60)} as feature ${wrong + 1}, where signal ${signal.name} has ${features[wrong] ?? ''}: its columns are others or in another order.`,
    );
  }
  return { mean: [...scaler.mean], std: [...scaler.scale] };
}
