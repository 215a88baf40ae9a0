import * as v from 'valibot';
import { LABEL_RULE } from '../dataset/label-rule.ts';
import { LAYER_SPEC } from '../models/layer-spec.ts';
import { RecipeRefused } from './recipe-refusal.ts';

export const RECIPE_FORMAT = 'heed-recipe';
export const RECIPE_FORMAT_VERSION = 1;

const text = v.pipe(v.string(), v.nonEmpty());
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const whole = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const notNegative = v.pipe(v.number(), v.finite(), v.minValue(0));

/** Shares of the persons; they sum to 1. */
const SPLIT_FRACTIONS = v.pipe(
  v.strictObject({ train: share, validation: share, test: share }),
  v.check(
    ({ train, validation, test }) => Math.abs(train + validation + test - 1) < 1e-9,
    'the shares of the split sum to 1',
  ),
);
export type SplitFractions = Readonly<v.InferOutput<typeof SPLIT_FRACTIONS>>;

/** How unevenly frequent labels are met. */
const BALANCES = ['none', 'downsample', 'upsample', 'class_weights'] as const;
export type Balance = (typeof BALANCES)[number];

/** What a network's training makes small. */
const LOSS = v.variant('kind', [
  v.strictObject({ kind: v.literal('cross_entropy') }),
  v.strictObject({ kind: v.literal('binary_cross_entropy') }),
  /** Lin et al. 2017: alpha·(1 − p_t)^gamma of the (binary) cross-entropy. */
  v.strictObject({
    kind: v.literal('focal'),
    alpha: v.optional(share, 0.25),
    gamma: v.optional(notNegative, 2),
  }),
]);
export type Loss = Readonly<v.InferOutput<typeof LOSS>>;

/** The learning rate over the epochs, as a factor of the first. */
const SCHEDULE = v.variant('kind', [
  v.strictObject({ kind: v.literal('constant') }),
  /** Times `factor` after every `everyEpochs`. */
  v.strictObject({ kind: v.literal('step'), everyEpochs: whole(1), factor: share }),
  /** Half a cosine from 1 down to `final` at the last epoch (Loshchilov & Hutter 2017). */
  v.strictObject({ kind: v.literal('cosine'), final: v.optional(share, 0) }),
  /** Up from 1/25 over the first `warmUp` of the epochs, then down to 0, both by half a cosine (Smith & Topin 2019). */
  v.strictObject({ kind: v.literal('one_cycle'), warmUp: v.optional(share, 0.3) }),
  /** Times `factor` once the validation score has not risen for `patience` epochs. */
  v.strictObject({ kind: v.literal('plateau'), patience: whole(1), factor: share }),
]);
export type Schedule = Readonly<v.InferOutput<typeof SCHEDULE>>;

/** What early stopping goes by, on the validation side; of several labels, their mean. */
export const VALIDATION_SCORES = [
  'macro_f1',
  'balanced_accuracy',
  'roc_auc',
  'average_precision',
  'neg_log_loss',
] as const;
export type ValidationScore = (typeof VALIDATION_SCORES)[number];

const NETWORK_SETTINGS = v.strictObject({
  loss: v.optional(LOSS, { kind: 'cross_entropy' }),
  learningRate: v.optional(positive, 1e-3),
  schedule: v.optional(SCHEDULE, { kind: 'constant' }),
  /** Largest norm of all gradients together; null: as they come. */
  clipNorm: v.optional(v.nullable(positive), null),
  /** Decoupled weight decay a step, as a share of the learning rate (Loshchilov & Hutter 2019). */
  weightDecay: v.optional(notNegative, 0),
  batchSize: v.optional(whole(1), 32),
  maxEpochs: v.optional(whole(1), 100),
  /** null: all epochs are run and the last is kept, where too few persons are there to stop by. */
  earlyStopping: v.optional(
    v.nullable(
      v.strictObject({
        score: v.optional(v.picklist(VALIDATION_SCORES), 'macro_f1'),
        patience: v.optional(whole(1), 10),
      }),
    ),
    {},
  ),
});
export type NetworkSettings = Readonly<v.InferOutput<typeof NETWORK_SETTINGS>>;

const MODEL = v.variant('kind', [
  v.strictObject({
    kind: v.literal('network'),
    layers: v.pipe(v.array(LAYER_SPEC), v.minLength(1), v.readonly()),
    settings: v.optional(NETWORK_SETTINGS, {}),
  }),
  /** On each window's summary. Always trained beside the others as well. */
  v.strictObject({ kind: v.literal('logistic'), l2: v.optional(positive, 1) }),
  v.strictObject({
    kind: v.literal('random_forest'),
    trees: v.optional(whole(1), 300),
    maxDepth: v.optional(whole(1), 16),
    minExamples: v.optional(whole(1), 5),
  }),
  v.strictObject({
    kind: v.literal('gradient_boosting'),
    trees: v.optional(whole(1), 300),
    maxDepth: v.optional(whole(1), 6),
    shrinkage: v.optional(positive, 0.1),
  }),
]);
export type ModelSpec = Readonly<v.InferOutput<typeof MODEL>>;

/** Shares and probabilities of `AugmentationSettings`. */
const AUGMENTATION = v.strictObject({
  copies: v.optional(whole(1), 1),
  timeWarp: v.optional(share, 0.1),
  noise: v.optional(share, 0.05),
  featureDropout: v.optional(share, 0.1),
  mirror: v.optional(share, 0.5),
});

/** What is done to a row of predictions before it is shown; never to what is logged. */
const SMOOTHING = v.variant('kind', [
  v.strictObject({ kind: v.literal('none') }),
  v.strictObject({ kind: v.literal('exponential'), halfLifeMs: positive }),
]);

/** Everything between a signal and its predictions; plain data with its defaults. */
export const RECIPE = v.strictObject({
  format: v.literal(RECIPE_FORMAT),
  formatVersion: v.literal(RECIPE_FORMAT_VERSION),
  name: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'a name such as my-recipe')),
  version: v.optional(whole(1), 1),
  signal: v.optional(v.strictObject({ name: text, version: whole(1) }), {
    name: 'face',
    version: 2,
  }),
  window: v.optional(
    v.strictObject({
      length: v.optional(whole(2), 30),
      rateHz: v.optional(positive, 30),
      maxGapMs: v.optional(positive, 250),
    }),
    {},
  ),
  /** How sequences are cut into windows to learn from. */
  cut: v.optional(
    v.strictObject({
      /** Grid samples from one window's start to the next's. */
      hop: v.optional(whole(1), 15),
      short: v.optional(
        v.variant('kind', [
          v.strictObject({ kind: v.literal('skip') }),
          v.strictObject({ kind: v.literal('pad'), atLeast: whole(2) }),
        ]),
        { kind: 'skip' },
      ),
      otherRates: v.optional(v.picklist(['resample', 'refuse']), 'resample'),
    }),
    {},
  ),
  labels: v.optional(LABEL_RULE, { kind: 'dominant_state' }),
  split: v.optional(SPLIT_FRACTIONS, { train: 0.7, validation: 0.15, test: 0.15 }),
  scaling: v.optional(v.picklist(['standard', 'min_max']), 'standard'),
  /** Scaled values are kept within ± this; null: they are as they come. */
  scaleLimit: v.optional(v.nullable(positive), null),
  balance: v.optional(v.picklist(BALANCES), 'class_weights'),
  augmentation: v.optional(v.nullable(AUGMENTATION), null),
  model: MODEL,
  smoothing: v.optional(SMOOTHING, { kind: 'none' }),
});
/** With all defaults put in: what a manifest holds. */
export type Recipe = Readonly<v.InferOutput<typeof RECIPE>>;
/** As it is written by hand. */
export type RecipeInput = Readonly<v.InferInput<typeof RECIPE>>;

/** Puts the defaults in. @throws RecipeRefused with the place, naming the key. */
export function parseRecipe(json: unknown): Recipe {
  const parsed = v.safeParse(RECIPE, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const key = v.getDotPath(issue) ?? 'the whole of it';
  throw new RecipeRefused(`This is no recipe (${key}: ${issue.message}).`, { cause: issue });
}
