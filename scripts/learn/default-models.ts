import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { rootClassWeights } from '#core/dataset/class-weights.ts';
import { rangesOf } from '#core/dataset/feature-range.ts';
import { constantNoise, jittered } from '#core/dataset/jitter.ts';
import { labelNames, outputOf } from '#core/dataset/label-rule.ts';
import { labelCounts } from '#core/dataset/labelled-window.ts';
import { absentTargetsOf, isAnybodySeen, losingTheFace } from '#core/dataset/lost-face.ts';
import { type Motion, type MotionPlan, motionResiduals, withMotion } from '#core/dataset/motion.ts';
import { personResidualTargets } from '#core/dataset/person-residuals.ts';
import { columnMoments } from '#core/dataset/scaler.ts';
import type { TrainingWindow } from '#core/dataset/sided-window.ts';
import { attentionRows } from '#core/learning/attention-row.ts';
import { forestTeacher } from '#core/learning/forest-teacher.ts';
import type { ForestTrainer } from '#core/learning/forest.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { Random } from '#core/ports.ts';
import { ATTENTION_LEVEL_RECIPE } from '#core/recipes/attention-level.ts';
import { windowContract } from '#core/recipes/engagement.ts';
import { LEARNING_STATES_RECIPE } from '#core/recipes/learning-states.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import {
  ATTENTION_MODEL_SIGNAL,
  FACE_MODEL_SIGNAL,
  type ModelSignal,
} from '#core/signals/model-signals.ts';
import { durationMs } from '#core/units.ts';
import type { MotionRecording } from './motion-recordings.ts';

/** What stills are expanded with. */
export interface Expansion {
  readonly motions: readonly Motion[];
  readonly forests: ForestTrainer;
  readonly random: Random;
  readonly seed: number;
}

/** One of the bundles that are shipped: what it learns from, and what becomes of that. */
export interface DefaultModel {
  readonly recipe: Recipe;
  readonly signal: ModelSignal;
  /** Base of the recording below the folder of reference data. */
  readonly data: string;
  /** As the card calls it. */
  readonly dataName: string;
  readonly labelColumn?: string;
  readonly labelWords?: Readonly<Record<string, string>>;
  readonly folds: number;
  readonly motion: Pick<MotionPlan, 'hop' | 'around' | 'settling'>;
  readonly expand: (
    train: readonly TrainingWindow[],
    by: Expansion,
  ) => Promise<readonly TrainingWindow[]>;
  /** What `expand` does, in words. */
  readonly preparation: string;
}

const SETTLING = durationMs(1000);

/** Deviations of each feature over the windows in which somebody was seen. */
function deviationsOf(train: readonly TrainingWindow[], signal: ModelSignal): readonly number[] {
  const seen = train.filter((window) => isAnybodySeen(window, signal));
  return columnMoments(
    seen.map(({ values }) => values),
    signal.features.length,
  ).deviation;
}

/** With what a forest makes of them for targets. */
async function taught(
  windows: readonly TrainingWindow[],
  train: readonly TrainingWindow[],
  forests: ForestTrainer,
  seed: number,
): Promise<readonly TrainingWindow[]> {
  const teacher = await forestTeacher(train, forests, {
    rowOf: attentionRows(train),
    output: outputOf(ATTENTION_LEVEL_RECIPE.labels),
    classWeights: rootClassWeights(
      labelCounts(train, labelNames(ATTENTION_LEVEL_RECIPE.labels).length),
    ),
    seed,
  });
  const targets = await teacher.targetsOf(windows);
  teacher.close();
  return windows.map((window, index) => ({ ...window, targets: at(targets, index) }));
}

/** No further than the labelled pictures look away (radians). */
const LOOKING_AWAY = 1.2;
const JITTER = 0.35;

export const ATTENTION_LEVEL: DefaultModel = {
  recipe: ATTENTION_LEVEL_RECIPE,
  signal: ATTENTION_MODEL_SIGNAL,
  data: 'engagement/wacv-engagement',
  dataName: 'WACV 2016 engagement set, stills of students before a laptop',
  labelColumn: 'engagement_class',
  labelWords: { 1: 'not_engaged', 2: 'nominally_engaged', 3: 'very_engaged' },
  folds: 6,
  motion: { hop: 5, around: 'median', settling: SETTLING },
  async expand(train, { motions, forests, random, seed }) {
    const signal = ATTENTION_MODEL_SIGNAL;
    const ranges = rangesOf(signal, LOOKING_AWAY);
    const deviations = deviationsOf(train, signal).map((deviation) => JITTER * deviation);
    const copies = jittered(train, { copies: 4, deviations, ranges }, signal, random);
    const moved = withMotion(
      await taught([...train, ...copies], train, forests, seed),
      motions,
      { share: 0.75, mirrorShare: 0.5, ranges },
      signal,
      random,
    );
    const absentTargets = absentTargetsOf(train, signal);
    return losingTheFace(moved, { share: 0.15, absentTargets }, signal, random);
  },
  preparation:
    'Each still was learnt from five times: as it is, and in four copies that look a little different (one normal draw a feature, 0.35 of its deviation). What was learnt of each is what a forest of 300 trees, grown on the same stills, gives for it, not its label. Each was held for a second; three of four were moved by real motion of other recordings (departures from the median of a second, half of them mirrored), and one of seven loses the face for a while, towards what is true of pictures without a face.',
};

const COPIES = 5;

export const LEARNING_STATES: DefaultModel = {
  recipe: LEARNING_STATES_RECIPE,
  signal: FACE_MODEL_SIGNAL,
  data: 'engagement/daisee-train',
  dataName: 'DAiSEE training set, one still face per clip (Gupta et al. 2016)',
  folds: 5,
  motion: { hop: 5, around: 'mean', settling: SETTLING },
  expand(train, { motions, random }) {
    const signal = FACE_MODEL_SIGNAL;
    const ranges = rangesOf(signal);
    const deviations = deviationsOf(train, signal);
    const soft = personResidualTargets(train);
    const copies = Array.from({ length: COPIES }, () =>
      constantNoise(
        withMotion(soft, motions, { share: 0.6, mirrorShare: 0.5, ranges }, signal, random),
        { noise: 0.3, deviations },
        signal,
        random,
      ),
    );
    return Promise.resolve(copies.flat());
  },
  preparation:
    'What was learnt of each still is how far a state and its level are above what is usual for that person, so that moments are told apart rather than persons; judged is the label itself. Each was learnt from five times, held for a second, three of five moved by real motion of other recordings (departures from the mean of a second, half of them mirrored), and shifted by noise (one normal draw a feature, 0.3 of its deviation).',
};

export const DEFAULT_MODELS: readonly DefaultModel[] = [ATTENTION_LEVEL, LEARNING_STATES];

/** The motion that a model's stills are moved by. */
export const motionsOf = (
  { recipe, signal, motion }: DefaultModel,
  recordings: readonly MotionRecording[],
): readonly Motion[] =>
  motionResiduals(
    recordings.map(({ inputs }) => inputs),
    { signal, contract: windowContract(recipe), ...motion },
  );

/** `expand` as training takes it: its numbers are of the seed alone. */
export const expanding =
  ({ expand }: DefaultModel, motions: readonly Motion[], forests: ForestTrainer) =>
  (train: readonly TrainingWindow[], seed: number): Promise<readonly TrainingWindow[]> =>
    expand(train, { motions, forests, random: seededRandom(seed + 3), seed });

async function hashOf(recordings: readonly MotionRecording[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of recordings.flatMap(({ files }) => files)) hash.update(await readFile(path));
  return hash.digest('hex');
}

const CHOSEN =
  'The recipe itself was chosen by cross-validation on the same persons, so its figures flatter it a little.';

/** What was done to the data beyond the recipe, for the manifest and the card. */
export const preparationOf = async (
  model: DefaultModel,
  recordings: readonly MotionRecording[],
): Promise<string> =>
  `${model.preparation} ${CHOSEN} The motion is of the recordings ${recordings
    .map(({ name }) => name)
    .join(', ')} (SHA-256 of their files ${(await hashOf(recordings)).slice(0, 12)}).`.trim();
