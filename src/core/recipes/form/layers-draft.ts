import * as v from 'valibot';
import { LAYER_SPEC, type LayerSpec } from '../../models/layer-spec.ts';
import { weightShapes } from '../../models/weight-shapes.ts';
import { modelSignal } from '../../signals/model-signals.ts';
import { ATTENTION_LEVEL_RECIPE } from '../attention-level.ts';
import { ENGAGEMENT_RECIPE } from '../engagement.ts';
import { LEARNING_STATES_RECIPE } from '../learning-states.ts';
import { BIDIRECTIONAL_RECIPE, GRU_RECIPE } from '../presets.ts';
import type { Recipe } from '../recipe.ts';
import { FRESH_LAYERS } from './layer-settings.ts';
import { changed, type Draft, valueAt } from './recipe-draft.ts';
import type { DraftValue } from './setting.ts';

const layersOf = ({ model }: Recipe): DraftValue => (model.kind === 'network' ? model.layers : []);

/** Shapes to start from, by what they are called. */
export const NETWORK_SHAPES: Readonly<Record<string, DraftValue>> = {
  'LSTM 128, LSTM 64 (engagement)': layersOf(ENGAGEMENT_RECIPE),
  'LSTM 24 (attention level)': layersOf(ATTENTION_LEVEL_RECIPE),
  'LSTM 32 (learning states)': layersOf(LEARNING_STATES_RECIPE),
  'GRU 64': layersOf(GRU_RECIPE),
  'LSTM 64 in both directions': layersOf(BIDIRECTIONAL_RECIPE),
};

const list = (draft: Draft): readonly DraftValue[] => {
  const layers = valueAt(draft, 'model.layers');
  return Array.isArray(layers) ? (layers as readonly DraftValue[]) : [];
};
const withLayers = (draft: Draft, layers: readonly DraftValue[]): Draft =>
  changed(draft, 'model.layers', { kind: 'layers' }, layers);

/** A dense layer more, before the last. */
export const addedLayer = (draft: Draft): Draft => {
  const layers = list(draft);
  const fresh = FRESH_LAYERS.dense as unknown as DraftValue;
  return withLayers(draft, [...layers.slice(0, -1), fresh, ...layers.slice(-1)]);
};

export const removedLayer = (draft: Draft, index: number): Draft =>
  withLayers(
    draft,
    list(draft).filter((_, other) => other !== index),
  );

/** As it is, where there is no place to move to. */
export function movedLayer(draft: Draft, index: number, by: -1 | 1): Draft {
  const layers = [...list(draft)];
  const [one, other] = [layers[index], layers[index + by]];
  if (one === undefined || other === undefined) return draft;
  layers[index] = other;
  layers[index + by] = one;
  return withLayers(draft, layers);
}

/** Values in each row of the draft's signal; null where the signal is not known. */
export function featureCountOf(draft: Draft): number | null {
  const [name, version] = [valueAt(draft, 'signal.name'), valueAt(draft, 'signal.version')];
  return typeof name === 'string' && typeof version === 'number'
    ? (modelSignal({ name, version })?.features.length ?? null)
    : null;
}

/** How many weights a draft's network has; null for no network, or one that is none yet. */
export function weightCount(draft: Draft, featureCount: number): number | null {
  const parsed = v.safeParse(v.array(LAYER_SPEC), list(draft));
  if (!parsed.success || parsed.output.length === 0) return null;
  const layers: readonly LayerSpec[] = parsed.output;
  return weightShapes(layers, featureCount).reduce(
    (sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1),
    0,
  );
}
