import * as v from 'valibot';

export const BUNDLE_FORMAT = 'heed-model-bundle';
export const BUNDLE_FORMAT_VERSION = 1;
export const MANIFEST_FILE = 'manifest.json';
export const TOPOLOGY_FILE = 'model.json';
export const WEIGHTS_FILE = 'weights.bin';
export const CARD_FILE = 'MODEL_CARD.md';

const text = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const list = <Schema extends v.GenericSchema>(item: Schema) => v.pipe(v.array(item), v.readonly());
/** A figure that may not exist: a class that never occurred has no recall. */
const maybeShare = v.nullable(share);

const LayerSchema = v.variant('kind', [
  v.object({ kind: v.literal('lstm'), units: positive, returnSequences: v.boolean() }),
  v.object({ kind: v.literal('dropout'), rate: share }),
  v.object({
    kind: v.literal('dense'),
    units: positive,
    activation: v.picklist(['relu', 'softmax', 'sigmoid']),
  }),
]);

const ClassScoresSchema = v.object({
  label: text,
  /** Windows of that label. */
  support: count,
  precision: maybeShare,
  recall: maybeShare,
  f1: maybeShare,
});

/** Measured on persons whom training never saw. */
export const MetricsSchema = v.object({
  windows: count,
  persons: count,
  accuracy: share,
  /** Always saying the label that is commonest in training. */
  majority: v.object({ label: text, accuracy: share, macroF1: share, balancedAccuracy: share }),
  macroF1: share,
  balancedAccuracy: share,
  classes: list(ClassScoresSchema),
  /** Rows are the true label, columns the predicted one, in the order of `labels`. */
  confusion: list(list(count)),
  /** Area under the ROC curve of each label's probability; null where one side is empty. */
  auc: list(v.object({ label: text, against: text, positives: count, value: maybeShare })),
});
export type BundleMetrics = v.InferOutput<typeof MetricsSchema>;

const SideSchema = v.object({ persons: count, windows: count, perLabel: list(count) });

export const ManifestSchema = v.object({
  format: v.literal(BUNDLE_FORMAT),
  formatVersion: v.literal(BUNDLE_FORMAT_VERSION),
  /** Recipe name and the first 12 digits of the weights' hash. */
  id: text,
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  /** The bundle this one was trained further from, or null. */
  parent: v.nullable(text),
  recipe: v.object({ name: text, version: positive }),
  signal: v.object({ name: text, version: positive, features: list(text) }),
  labels: v.pipe(v.array(text), v.minLength(1), v.readonly()),
  window: v.object({
    length: positive,
    rateHz: v.pipe(v.number(), v.gtValue(0)),
    maxGapMs: v.pipe(v.number(), v.gtValue(0)),
  }),
  /** Fitted on the training persons alone: (value - mean) / std, per feature. */
  scaler: v.object({
    mean: list(v.pipe(v.number(), v.finite())),
    std: list(v.pipe(v.number(), v.finite(), v.gtValue(0))),
  }),
  layers: v.pipe(v.array(LayerSchema), v.minLength(1), v.readonly()),
  weights: v.object({
    file: text,
    sha256,
    bytes: positive,
    tensors: list(v.object({ name: text, shape: list(positive) })),
  }),
  data: v.object({
    name: text,
    licence: text,
    kind: v.picklist(['stills', 'sequences']),
    /** Of the files read, in the order of their names. */
    sha256,
    rows: count,
    used: count,
    persons: count,
    labelRule: text,
  }),
  split: v.object({
    rule: text,
    seed: count,
    train: SideSchema,
    validation: SideSchema,
    test: SideSchema,
  }),
  training: v.object({
    seed: count,
    backend: text,
    batchSize: positive,
    learningRate: v.pipe(v.number(), v.gtValue(0)),
    epochs: count,
    /** The epoch whose weights were kept, counted from 1. */
    bestEpoch: count,
    classWeights: list(v.pipe(v.number(), v.gtValue(0))),
    validationMacroF1: share,
  }),
  metrics: MetricsSchema,
  libraries: v.record(text, text),
});
export type BundleManifest = v.InferOutput<typeof ManifestSchema>;
