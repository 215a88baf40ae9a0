import { balancedClassWeights } from '#core/dataset/class-weights.ts';
import { labelCounts, type LabelledWindow } from '#core/dataset/labelled-window.ts';
import { fitScaler, scaled } from '#core/dataset/scaler.ts';
import { personsOf, SPLIT_RULE, splitByPerson } from '#core/dataset/split-by-person.ts';
import { bundleMetrics } from '#core/evaluation/bundle-metrics.ts';
import { argMax, confusionMatrix } from '#core/evaluation/confusion-matrix.ts';
import { scoresOf } from '#core/evaluation/scores.ts';
import {
  BUNDLE_FORMAT,
  BUNDLE_FORMAT_VERSION,
  type BundleManifest,
  WEIGHTS_FILE,
} from '#core/models/bundle-manifest.ts';
import { modelCard } from '#core/models/model-card.ts';
import type { Epoch, ModelTrainer } from '#core/models/training.ts';
import { weightShapes } from '#core/models/weight-shapes.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { Recipe } from '#core/recipes/recipe.ts';

/** A window to learn from, with what its ROC curves are held against: one answer per label. */
export interface ExampleWindow extends LabelledWindow {
  readonly positive: readonly boolean[];
}

export interface TrainBundleOptions {
  readonly recipe: Recipe;
  readonly windows: readonly ExampleWindow[];
  /** What `positive` means, in words. */
  readonly against: string;
  readonly data: Omit<BundleManifest['data'], 'used' | 'persons'>;
  readonly seed: number;
  readonly trainer: ModelTrainer;
  readonly sha256: (bytes: ArrayBuffer) => Promise<string>;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly libraries: Readonly<Record<string, string>>;
  readonly onEpoch?: (epoch: Epoch) => void;
  readonly abort?: AbortSignal;
}

/** The files of a bundle. */
export interface TrainedBundle {
  readonly manifest: BundleManifest;
  readonly topology: string;
  readonly weights: ArrayBuffer;
  readonly card: string;
}

const macroF1 = (labels: number) => (truth: readonly number[], predicted: readonly number[]) =>
  scoresOf(confusionMatrix(truth, predicted, labels)).macroF1;

/** Splits by person, fits the scaler on the training side, trains, and judges on the test side. */
export async function trainBundle(options: TrainBundleOptions): Promise<TrainedBundle> {
  const { recipe, windows, seed, trainer, data } = options;
  const { labels, layers, signal, training } = recipe;
  const split = splitByPerson(windows, labels.length, training.split, seededRandom(seed));
  const features = signal.features.map((feature) => feature.name);
  const scaler = fitScaler(
    split.train.map(({ values }) => values),
    features.length,
  );
  const examples = (side: readonly ExampleWindow[]) => ({
    windows: side.map(({ values }) => scaled(values, scaler)),
    labels: side.map(({ label }) => label),
  });
  const trainCounts = labelCounts(split.train, labels.length);
  const classWeights = balancedClassWeights(trainCounts);
  const network = await trainer.train({
    shape: { layers, length: recipe.window.length, featureCount: features.length },
    settings: training,
    seed,
    classWeights,
    train: examples(split.train),
    validation: examples(split.validation),
    judge: macroF1(labels.length),
    onEpoch: options.onEpoch,
    abort: options.abort,
  });
  try {
    const test = examples(split.test);
    const metrics = bundleMetrics({
      labels,
      persons: personsOf(split.test).size,
      truth: test.labels,
      probabilities: await network.predict(test.windows),
      majority: argMax(trainCounts),
      against: options.against,
      positive: split.test.map(({ positive }) => positive),
    });
    const { topology, weights } = await network.export();
    const sha256 = await options.sha256(weights);
    const side = (own: readonly ExampleWindow[]) => ({
      persons: personsOf(own).size,
      windows: own.length,
      perLabel: labelCounts(own, labels.length),
    });
    const { rateHz, length, maxGap } = recipe.window;
    const manifest: BundleManifest = {
      format: BUNDLE_FORMAT,
      formatVersion: BUNDLE_FORMAT_VERSION,
      id: `${recipe.name}-${sha256.slice(0, 12)}`,
      createdAt: options.createdAt,
      parent: null,
      recipe: { name: recipe.name, version: recipe.version },
      signal: { name: signal.name, version: signal.version, features },
      labels: [...labels],
      window: { length, rateHz, maxGapMs: maxGap },
      scaler,
      layers: [...layers],
      weights: {
        file: WEIGHTS_FILE,
        sha256,
        bytes: weights.byteLength,
        tensors: weightShapes(layers, features.length),
      },
      data: { ...data, used: windows.length, persons: personsOf(windows).size },
      split: {
        rule: SPLIT_RULE,
        seed,
        train: side(split.train),
        validation: side(split.validation),
        test: side(split.test),
      },
      training: {
        seed,
        backend: trainer.backend,
        batchSize: training.batchSize,
        learningRate: training.learningRate,
        epochs: network.epochs,
        bestEpoch: network.bestEpoch,
        classWeights,
        validationMacroF1: network.bestScore,
      },
      metrics,
      libraries: { ...options.libraries },
    };
    return { manifest, topology, weights, card: modelCard(manifest) };
  } finally {
    network.close();
  }
}
