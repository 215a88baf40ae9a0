import { foldFile, formatFoldFile } from '#core/dataset/fold-file.ts';
import { isOrdinal, labelNames, outputOf } from '#core/dataset/label-rule.ts';
import type { SourcedWindow, TrainingWindow } from '#core/dataset/sided-window.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import { TrainingRefused } from '#core/dataset/training-refusal.ts';
import { figuresPerPerson } from '#core/evaluation/per-person.ts';
import type { EvaluationInput } from '#core/evaluation/evaluate-model.ts';
import type { Abstention } from '#core/models/abstention.ts';
import { type GateReport, gateSentences } from '#core/models/deployment-gate.ts';
import { calibrated } from '#core/models/calibration.ts';
import type { NetworkBundle } from '#core/models/model-bundle.ts';
import type { AnsweredMoment } from '#core/moments/answered-moment.ts';
import { countAnswers, ENOUGH } from '#core/moments/enough-answers.ts';
import type { LearningOutcome } from '#core/moments/learner.ts';
import { momentFacts } from '#core/moments/moment-facts.ts';
import { at } from '#core/numeric/at.ts';
import type { SessionArchive } from '#core/ports.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import type { SessionRecord } from '#core/sessions/records.ts';
import { modelSignal } from '#core/signals/model-signals.ts';
import { bundleOf, type BundleOptions, type BundleSplit } from '../bundle-of.ts';
import { comparedNetwork } from '../compared-network.ts';
import { type CrossFitting, crossFit, fitEverybody } from '../cross-fit.ts';
import type { PooledAnswers } from '../cross-validate.ts';
import { type Compared, deploymentGate } from '../deployment-gate.ts';
import { joinedWeights } from '../fine-tune.ts';
import { evaluated, perLabel, type Verdict } from '../judge-predictor.ts';
import { sessionWindows } from '../session-windows.ts';
import type { TrainedBundle } from '../train-contract.ts';
import type { PredictorPorts } from '../train-predictor.ts';
import { allButTheLast, personalRecipe } from './personal-recipe.ts';

export interface MomentLearning {
  /** Of one student. */
  readonly moments: readonly AnsweredMoment[];
  readonly parent: NetworkBundle;
  readonly archive: Pick<SessionArchive, 'get' | 'samples'>;
  readonly ports: PredictorPorts;
  readonly seed: number;
  /** Unix time, milliseconds. */
  readonly now: number;
  readonly libraries: Readonly<Record<string, string>>;
  readonly onFold?: (name: string) => void;
  readonly abort?: AbortSignal;
}

export interface Learnt {
  readonly outcome: LearningOutcome;
  /** null where the parent is to stay. */
  readonly bundle: TrainedBundle | null;
}

const RESAMPLES = 200;
const PREPARATION =
  'Learnt on one student’s own device from what they answered when asked about moments of their sessions: “distracted” stands for the lowest level, “following” for the highest, for the windows of the five seconds before. What its parent gave the levels between is kept, as nobody was asked about them. The last layers alone were trained. Held out and counted as persons are sessions.';

type Rows = readonly (readonly number[])[];

/** What a fold needs to have of each answer, and to leave of it. */
function checkRead(windows: readonly SourcedWindow[]): void {
  for (const label of new Set([0, ...windows.map((window) => window.label)])) {
    const sessions = personsOf(windows.filter((window) => window.label === label)).size;
    if (sessions >= ENOUGH.sessionsPerAnswer && personsOf(windows).size >= ENOUGH.sessions)
      continue;
    throw new TrainingRefused(
      'Too few of the answered moments can still be read: their sessions are gone, or were interrupted just then. More answers help.',
    );
  }
}

/** Of the answered sessions, the windows within the seconds before their answers. */
async function windowsOf({ moments, archive, ports, abort }: MomentLearning, recipe: Recipe) {
  const signal = modelSignal(recipe.signal);
  if (signal === null) {
    throw new TrainingRefused(`Nothing here records the signal ${recipe.signal.name}.`);
  }
  const answersOf = (id: string) => moments.filter(({ sessionId }) => sessionId === id);
  const ids = [...new Set(moments.map(({ sessionId }) => sessionId))];
  const records = await Promise.all(ids.map((id) => archive.get(id)));
  const read = await sessionWindows({
    archive,
    sessions: records.filter((record): record is SessionRecord => record !== null),
    recipe,
    signal,
    sha256: ports.sha256,
    factsOf: ({ id }) => momentFacts(answersOf(id), recipe.labels, recipe.window),
    abort,
  });
  // Sessions are what is held out.
  const windows = read.windows.map((window) => ({ ...window, person: window.source.file }));
  checkRead(windows);
  return { signal, windows, sources: read.sources };
}

/** The levels between the two that answers tell of are left as the parent has them. */
function keepingTheMiddle(parent: NetworkBundle, abort: AbortSignal | undefined) {
  const raw = comparedNetwork(
    {
      ...parent,
      manifest: { ...parent.manifest, calibration: { kind: 'none', reason: 'as trained on' } },
    },
    abort,
  );
  return async (train: readonly TrainingWindow[]): Promise<readonly TrainingWindow[]> => {
    const said = await raw.probabilities(train);
    return train.map((window, index) => {
      const row = at(said, index);
      const ends = at(row, 0) + at(row, row.length - 1);
      const targets = row.map((share, label) => {
        if (label === window.label) return ends;
        return label === 0 || label === row.length - 1 ? 0 : share;
      });
      return { ...window, targets };
    });
  };
}

/** Which of the two that an answer can say; a level between is no answer to that. */
function asAnswer(row: readonly number[]): readonly number[] {
  const [low, high] = [at(row, 0), at(row, row.length - 1)];
  const both = low + high;
  return row.map((_, label) => {
    if (label === 0) return both === 0 ? 0.5 : low / both;
    return label === row.length - 1 ? (both === 0 ? 0.5 : high / both) : 0;
  });
}

const answering = (model: Compared): Compared => ({
  id: model.id,
  probabilities: async (windows) => (await model.probabilities(windows)).map(asAnswer),
});

/** What the weights that never saw a window said of it, calibrated as the parent. */
function heldOutAnswers(
  parent: NetworkBundle,
  { windows, raw }: PooledAnswers<SourcedWindow>,
): Compared {
  const { id, calibration } = parent.manifest;
  const rows = new Map(
    windows.map((window, index) => [window, calibrated(at(raw, index), calibration)]),
  );
  return {
    id: `${id}, personal`,
    probabilities: (asked) =>
      Promise.resolve(
        asked.map((window) => {
          const row = rows.get(window);
          if (row === undefined) throw new RangeError('a window that no fold held out');
          return row;
        }),
      ),
  };
}

const shownNever = (labels: readonly string[]): Abstention => ({
  leastPrecision: 1,
  labels: labels.map((label) => ({
    label,
    threshold: null,
    precision: null,
    windows: 0,
    baseRate: 0,
  })),
});

/** Judged in folds; calibration and thresholds are the parent's, as few answers support no others. */
async function verdictOf(
  { parent, seed, abort }: MomentLearning,
  recipe: Recipe,
  pooled: PooledAnswers<SourcedWindow>,
  probabilities: Rows,
): Promise<Verdict> {
  const labels = labelNames(recipe.labels);
  const { windows } = pooled;
  const input: EvaluationInput = {
    labels,
    ordinal: isOrdinal(recipe.labels),
    output: outputOf(recipe.labels),
    truth: windows.map(({ targets }) => targets),
    persons: windows.map(({ person }) => person),
    probabilities,
    logistic: pooled.logistic,
    train: { windows: windows.length, perLabel: perLabel(labels, windows) },
    seed,
    resamples: RESAMPLES,
  };
  const { calibration, abstention } = parent.manifest;
  return {
    calibration,
    abstention: abstention ?? shownNever(labels),
    evaluation: await evaluated(input, { abort }),
    perPerson: figuresPerPerson(input),
  };
}

/** The weights that are kept learn from all answers. */
async function bundleOfAll(
  learning: MomentLearning,
  fitting: CrossFitting,
  options: BundleOptions,
  pooled: PooledAnswers<SourcedWindow>,
  verdict: Verdict,
): Promise<TrainedBundle> {
  const { windows } = fitting;
  const folds = foldFile('video', learning.seed, pooled.folds);
  const split: BundleSplit = {
    text: formatFoldFile(folds),
    rule: folds.rule,
    judging: 'cross_validation',
    sides: { train: windows, validation: windows, test: windows },
  };
  const { job, predictor } = await fitEverybody(fitting);
  try {
    return await bundleOf(options, job, split, predictor, verdict);
  } finally {
    predictor.close();
  }
}

/**
 * Trains the last layers of a bundle further on what a student answered, judges that in folds of
 * whole sessions against the bundle itself, and gives the personal bundle where the deployment gate
 * says that it is better; the original data are not here, so that side is not compared. The same
 * answers, sessions and seed give the same. Throws TrainingRefused, TrainingFailed, and the reason
 * of `abort`.
 */
export async function learnFromMoments(learning: MomentLearning): Promise<Learnt> {
  const { moments, parent, ports, seed, now, libraries, abort } = learning;
  const recipe = personalRecipe(parent);
  const { signal, windows, sources } = await windowsOf(learning, recipe);
  const initial = {
    weights: joinedWeights(parent.weights),
    frozen: allButTheLast(parent.layers),
  };
  const fitting: CrossFitting = {
    recipe,
    signal,
    windows,
    folds: ENOUGH.folds,
    seed,
    expand: keepingTheMiddle(parent, abort),
    further: { scaler: parent.manifest.scaler, initial },
    // Trained anew in seconds: nothing is gone on with.
    ports: { ...ports, checkpoints: null },
    ...(learning.onFold === undefined ? {} : { onFold: learning.onFold }),
    ...(abort === undefined ? {} : { abort }),
  };
  const pooled = await crossFit(fitting);
  const candidate = heldOutAnswers(parent, pooled);
  const report: GateReport = await deploymentGate({
    recipe,
    parent: answering(comparedNetwork(parent, abort)),
    candidate: answering(candidate),
    own: pooled.windows,
    original: [],
    seed,
    abort,
  });
  const { answers, sessions } = countAnswers(moments);
  const outcome = {
    at: now,
    parent: parent.manifest.id,
    answers,
    sessions,
    verdict: report.verdict,
    sentences: gateSentences(report),
  };
  if (report.verdict !== 'better') return { outcome: { ...outcome, adopted: null }, bundle: null };
  const verdict = await verdictOf(
    learning,
    recipe,
    pooled,
    await candidate.probabilities(pooled.windows),
  );
  const options: BundleOptions = {
    recipe,
    signal,
    seed,
    ports,
    createdAt: new Date(now).toISOString(),
    parent: { id: parent.manifest.id, initial },
    sources,
    preparation: PREPARATION,
    libraries,
  };
  const bundle = await bundleOfAll(learning, fitting, options, pooled, verdict);
  return { outcome: { ...outcome, adopted: bundle.manifest.id }, bundle };
}
