import { labelNames } from '#core/dataset/label-rule.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import type { PreparedTraining } from '#core/dataset/prepare-training.ts';
import { personsOf, type Side } from '#core/dataset/split-by-person.ts';
import { formatSplitFile, splitRuleWords } from '#core/dataset/split-file.ts';
import {
  BUNDLE_FORMAT,
  BUNDLE_FORMAT_VERSION,
  type BundleManifest,
  CARD_FILE,
  MANIFEST_FILE,
  SPLIT_FILE,
  type TrainedOrigin,
} from '#core/models/bundle-manifest.ts';
import { modelCard } from '#core/models/card/model-card.ts';
import { perLabel, type Verdict } from './judge-predictor.ts';
import type { TrainedBundle, TrainModelOptions } from './train-contract.ts';
import type { Predictor, PredictorJob } from './train-predictor.ts';

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;

/** Who learnt and who judged, as a bundle keeps it. */
export interface BundleSplit {
  /** Of the split's file. */
  readonly text: string;
  readonly rule: string;
  readonly judging: TrainedOrigin['split']['judging'];
  readonly sides: Readonly<Record<Side, readonly SourcedWindow[]>>;
}

export const heldOutSplit = ({ split, sides }: PreparedTraining): BundleSplit => ({
  text: formatSplitFile(split),
  rule: splitRuleWords(split),
  judging: 'held_out',
  sides,
});

export type BundleOptions = Pick<
  TrainModelOptions,
  | 'recipe'
  | 'signal'
  | 'seed'
  | 'ports'
  | 'createdAt'
  | 'parent'
  | 'sources'
  | 'preparation'
  | 'libraries'
>;

/** The files of a bundle under the names that its manifest gives them. */
export async function bundleOf(
  options: BundleOptions,
  { prepared, output }: PredictorJob,
  split: BundleSplit,
  predictor: Predictor,
  { calibration, abstention, evaluation, perPerson }: Verdict,
): Promise<TrainedBundle> {
  const { recipe, signal, seed, ports } = options;
  const { scaler, classWeights } = prepared;
  const { sides } = split;
  const { model } = predictor;
  const sha256 =
    model.kind === 'network'
      ? model.weights.sha256
      : model.kind === 'forest'
        ? model.sha256
        : await ports.sha256(bytesOf(JSON.stringify(model)));
  const side = (windows: readonly SourcedWindow[]) => ({
    persons: personsOf(windows).size,
    windows: windows.length,
    perLabel: perLabel(labelNames(recipe.labels), windows),
  });
  const manifest: BundleManifest = {
    format: BUNDLE_FORMAT,
    formatVersion: BUNDLE_FORMAT_VERSION,
    id: `${recipe.name}-${sha256.slice(0, 12)}`,
    createdAt: options.createdAt,
    parent: options.parent?.id ?? null,
    signal: {
      name: signal.name,
      version: signal.version,
      features: signal.features.map(({ name }) => name),
    },
    labels: labelNames(recipe.labels),
    output,
    window: recipe.window,
    scaler: { kind: recipe.scaling, ...scaler, limit: scaler.limit ?? null },
    model,
    calibration,
    abstention,
    smoothing: recipe.smoothing,
    origin: {
      kind: 'trained',
      recipe,
      data: options.sources,
      preparation: options.preparation,
      split: {
        file: SPLIT_FILE,
        sha256: await ports.sha256(bytesOf(split.text)),
        rule: split.rule,
        judging: split.judging,
        train: side(sides.train),
        validation: side(sides.validation),
        test: side(sides.test),
      },
      run: { ...predictor.run, seed, classWeights },
      evaluation,
      perPerson,
    },
    libraries: { ...options.libraries },
  };
  return {
    manifest,
    files: new Map<string, string | ArrayBuffer>([
      ...predictor.files,
      [SPLIT_FILE, split.text],
      [CARD_FILE, modelCard(manifest)],
      // Last, so that a bundle that is still being written is one without a manifest.
      [MANIFEST_FILE, `${JSON.stringify(manifest, null, 2)}\n`],
    ]),
    history: predictor.history,
  };
}
