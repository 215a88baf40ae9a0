import * as v from 'valibot';
import { EVALUATION } from '../evaluation/evaluation.ts';
import { RECIPE } from '../recipes/recipe.ts';
import { ABSTENTION } from './abstention.ts';
import { CALIBRATION } from './calibration.ts';
import { LAYER_SPEC } from './layer-spec.ts';
import { OUTPUT_KINDS } from './output-kind.ts';

export const BUNDLE_FORMAT = 'heed-model-bundle';
export const BUNDLE_FORMAT_VERSION = 2;
export const MANIFEST_FILE = 'manifest.json';
export const TOPOLOGY_FILE = 'model.json';
export const WEIGHTS_FILE = 'weights.bin';
export const FOREST_FILE = 'forest.zip';
export const SPLIT_FILE = 'split.json';
export const CARD_FILE = 'MODEL_CARD.md';

const text = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const above0 = v.pipe(v.number(), v.finite(), v.gtValue(0));
const finite = v.pipe(v.number(), v.finite());
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const list = <Schema extends v.GenericSchema>(item: Schema) => v.pipe(v.array(item), v.readonly());

/** What computes the outputs. */
const MODEL = v.variant('kind', [
  v.object({
    kind: v.literal('network'),
    layers: v.pipe(v.array(LAYER_SPEC), v.minLength(1), v.readonly()),
    /** Float32, little-endian, in the order of the tensors. */
    weights: v.object({
      file: text,
      sha256,
      bytes: positive,
      tensors: list(v.object({ name: text, shape: list(positive) })),
    }),
  }),
  /** On the standardised summary of each window; `weights` has a row of values per output. */
  v.object({
    kind: v.literal('logistic'),
    mean: list(finite),
    std: list(above0),
    weights: list(list(finite)),
    intercepts: list(finite),
  }),
  /** A forest or boosted trees of YDF on the summary of each window. */
  v.object({ kind: v.literal('forest'), file: text, sha256, bytes: positive }),
]);

const SIDE = v.object({ persons: count, windows: count, perLabel: list(count) });

/** Data that a model learnt from or is judged by. */
export const DATA_SOURCE = v.object({
  name: text,
  licence: text,
  kind: v.picklist(['stills', 'sequences']),
  /** Of the files read, in the order of their names. */
  sha256,
  rows: count,
  windows: count,
  persons: count,
});

const TRAINED = v.object({
  kind: v.literal('trained'),
  recipe: RECIPE,
  data: list(DATA_SOURCE),
  /** What was done to the data beyond the recipe, in words; empty where nothing was. */
  preparation: v.string(),
  split: v.object({
    file: text,
    sha256,
    rule: text,
    /**
     * `held_out`: the test side judges the very weights. `cross_validation`: everybody was held out
     * once from other weights of the same recipe, which judge, calibrate and abstain; the weights
     * here learnt from all of them, so that each side is everybody.
     */
    judging: v.optional(v.picklist(['held_out', 'cross_validation']), 'held_out'),
    train: SIDE,
    validation: SIDE,
    test: SIDE,
  }),
  run: v.object({
    seed: count,
    backend: text,
    epochs: count,
    /** The epoch whose weights were kept, counted from 1; 0 for models without epochs. */
    bestEpoch: count,
    score: v.object({ name: text, value: v.nullable(finite) }),
    classWeights: list(v.pipe(finite, v.minValue(0))),
  }),
  /** On persons whom training never saw. */
  evaluation: EVALUATION,
  /** The same windows, person by person: mean macro-F1 of the questions; null where none exists. */
  perPerson: list(v.object({ person: text, windows: count, macroF1: v.nullable(finite) })),
});

export const ManifestSchema = v.object({
  format: v.literal(BUNDLE_FORMAT),
  formatVersion: v.literal(BUNDLE_FORMAT_VERSION),
  /** Name and the first 12 digits of the weights' hash. */
  id: text,
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  /** The bundle this one was trained further from, or null. */
  parent: v.nullable(text),
  signal: v.object({ name: text, version: positive, features: list(text) }),
  labels: v.pipe(v.array(text), v.minLength(1), v.readonly()),
  output: v.picklist(OUTPUT_KINDS),
  window: v.object({ length: positive, rateHz: above0, maxGapMs: above0 }),
  /** Fitted on the training persons alone: (value - mean) / std, per feature, within ±limit. */
  scaler: v.object({
    kind: v.picklist(['standard', 'min_max']),
    mean: list(finite),
    std: list(above0),
    limit: v.optional(v.nullable(above0), null),
  }),
  model: MODEL,
  calibration: CALIBRATION,
  /** Null: nothing is known of when it may be shown, so it is not. */
  abstention: v.nullable(ABSTENTION),
  smoothing: RECIPE.entries.smoothing,
  origin: v.variant('kind', [
    TRAINED,
    /** Brought in from Keras: nothing is known but what the importer was told. */
    v.object({
      kind: v.literal('imported'),
      from: text,
      sha256,
      licence: text,
    }),
  ]),
  libraries: v.record(text, text),
});
export type BundleManifest = Readonly<v.InferOutput<typeof ManifestSchema>>;
export type ManifestModel = BundleManifest['model'];
export type TrainedOrigin = Extract<BundleManifest['origin'], { kind: 'trained' }>;
export type DataSource = TrainedOrigin['data'][number];
