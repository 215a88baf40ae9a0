import { DatasetRefused } from '#core/dataset/dataset-refusal.ts';
import { byRecording } from '#core/dataset/by-recording.ts';
import type { Dataset } from '#core/dataset/dataset.ts';
import { isFoldFile } from '#core/dataset/fold-file.ts';
import { isOrdinal } from '#core/dataset/label-rule.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { personsOf, type Side, SIDES } from '#core/dataset/split-by-person.ts';
import { parseSplitFile, type SplitFile } from '#core/dataset/split-file.ts';
import type { EvaluationProgress } from '#core/evaluation/evaluate-model.ts';
import {
  knownPersons,
  REPORT_FORMAT,
  REPORT_FORMAT_VERSION,
} from '#core/evaluation/report/evaluation-report.ts';
import { type Answers, evaluationInput, reportOf } from '#core/evaluation/report/report-of.ts';
import { worstWindows } from '#core/evaluation/worst-windows.ts';
import type { DataState, RunJudgement } from '#core/lab/judge/run-judgement.ts';
import type { LabRun } from '#core/lab/lab-run.ts';
import {
  type BundleManifest,
  SPLIT_FILE,
  type TrainedOrigin,
} from '#core/models/bundle-manifest.ts';
import type { RawPredictor } from '#core/models/bundle-predictor.ts';
import { calibrated } from '#core/models/calibration.ts';
import { durationMs } from '#core/units.ts';
import { evaluated, perLabel } from '../judge-predictor.ts';

/** Where a run's parts are read from. */
export interface JudgingPorts {
  /** Rejects with DatasetRefused where there is nothing any more. */
  dataset(data: LabRun['data'], recipe: LabRun['recipe']): Promise<Dataset>;
  predictor(bundleId: string): Promise<RawPredictor>;
}

export interface TrainedRun {
  readonly run: LabRun;
  readonly manifest: BundleManifest;
  /** The text of its split's file. */
  readonly split: string;
}

/** The sides of a run's split, of the data as they are now. */
export interface RunSides {
  readonly dataset: Dataset;
  readonly origin: TrainedOrigin;
  readonly split: SplitFile;
  readonly sides: Readonly<Record<Side, readonly SourcedWindow[]>>;
  /** In a sentence, what is not as it was in training; null where nothing is known to be. */
  readonly changed: string | null;
}

const MOST_WORST = 50;

const gone = (why: string) => ({ kind: 'gone', why }) as const;

const hashes = (sources: Dataset['sources']): string =>
  sources
    .map(({ sha256 }) => sha256)
    .sort()
    .join();

/** What differs from what the manifest says of its data; null where nothing does. */
function changeOf(
  { dataset, origin, sides }: Omit<RunSides, 'changed'>,
  labels: readonly string[],
) {
  const differs = SIDES.some((side) => {
    const kept = origin.split[side];
    const now = sides[side];
    return (
      kept.windows !== now.length ||
      kept.persons !== personsOf(now).size ||
      kept.perLabel.join() !== perLabel(labels, now).join()
    );
  });
  const isOther = hashes(dataset.sources) !== hashes(origin.data);
  if (!differs && !isOther) return null;
  const { windows } = origin.split.test;
  return `The data have changed since this run was trained: its test persons had ${windows} labelled windows then and have ${sides.test.length} now.`;
}

/**
 * Reads a run's data again and deals them by the split of its bundle. What cannot be is told in a
 * sentence.
 */
export async function sidesOfRun(
  { run, manifest, split: text }: TrainedRun,
  ports: Pick<JudgingPorts, 'dataset'>,
): Promise<RunSides | { readonly kind: 'gone'; readonly why: string }> {
  const { origin, labels } = manifest;
  if (origin.kind !== 'trained') return gone('This model was imported, so nobody knows its data.');
  if (isFoldFile(text)) {
    return gone(
      'The weights of this model learnt from everybody; its figures are of others of the same recipe, each judged on persons whom it had not seen.',
    );
  }
  let dataset: Dataset;
  try {
    dataset = await ports.dataset(run.data, run.recipe);
  } catch (cause) {
    if (!(cause instanceof DatasetRefused)) throw cause;
    return gone(`The data of this run cannot be read any more: ${cause.message}`);
  }
  const split = parseSplitFile(SPLIT_FILE, text);
  // Of what was trained further, whole recordings are held out.
  const windows = run.parent === undefined ? dataset.windows : byRecording(dataset.windows);
  const of = (side: Side): readonly SourcedWindow[] => {
    const names = new Set(split[side]);
    return windows.filter(({ person }) => names.has(person));
  };
  const sides = { train: of('train'), validation: of('validation'), test: of('test') };
  if (sides.test.length === 0) {
    return gone('Nobody of this run’s test side is left in the data.');
  }
  const read = { dataset, origin, split, sides };
  return { ...read, changed: changeOf(read, labels) };
}

/** What a bundle keeps of its judging, where nothing can be read again. */
function keptJudgement(
  manifest: BundleManifest,
  origin: TrainedOrigin,
  data: DataState,
  now: Date,
): RunJudgement {
  const { id, signal, labels, output, calibration } = manifest;
  return {
    data,
    curves: {},
    worst: [],
    report: {
      format: REPORT_FORMAT,
      formatVersion: REPORT_FORMAT_VERSION,
      createdAt: now.toISOString(),
      model: {
        id,
        signal: { name: signal.name, version: signal.version },
        labels,
        output,
        calibration,
      },
      method: { kind: 'bundle' },
      data: origin.data,
      by: 'person',
      known: knownPersons([], { train: [], validation: [] }),
      majority: 'training',
      evaluation: origin.evaluation,
      calibration: [],
      perPerson: origin.perPerson,
    },
  };
}

/** What the model says of windows. */
export async function answersOf(
  predictor: RawPredictor,
  windows: readonly SourcedWindow[],
): Promise<Answers> {
  const raw = await predictor.outputs(windows);
  const { calibration } = predictor.manifest;
  return {
    windows,
    raw,
    probabilities: raw.map((row) => calibrated(row, calibration)),
    logistic: null,
    method: { kind: 'bundle' },
  };
}

export interface JudgeRunOptions {
  readonly now: Date;
  readonly resamples?: number | undefined;
  readonly onJudged?: (progress: EvaluationProgress) => void;
}

/**
 * Judges a trained run's model on the test side of its split. Where the data are as they were, the
 * figures and intervals are those of the training, beside its logistic baseline; where they have
 * changed, they are reckoned anew; where they are gone, they are what the bundle keeps.
 * Rejects with BundleRefused and with what reading rejects with.
 */
export async function judgeRun(
  trained: TrainedRun,
  ports: JudgingPorts,
  { now, resamples, onJudged }: JudgeRunOptions,
): Promise<RunJudgement> {
  const { run, manifest } = trained;
  const { origin } = manifest;
  if (origin.kind !== 'trained') throw new RangeError(`${manifest.id} was not trained here`);
  const read = await sidesOfRun(trained, ports);
  if ('kind' in read) return keptJudgement(manifest, origin, read, now);
  const { dataset, split, sides, changed } = read;
  const predictor = await ports.predictor(manifest.id);
  const answers = await answersOf(predictor, sides.test).finally(() => {
    predictor.close();
  });
  const settings = {
    manifest,
    ordinal: isOrdinal(run.recipe.labels),
    dataset,
    split,
    seed: run.seed,
    resamples,
  };
  const input = evaluationInput(settings, answers);
  const evaluation = changed === null ? origin.evaluation : await evaluated(input, { onJudged });
  const { report, curves } = reportOf(settings, answers, evaluation, now.toISOString());
  const { length, rateHz } = run.recipe.window;
  return {
    data: changed === null ? { kind: 'same' } : { kind: 'changed', why: changed },
    report,
    curves,
    worst: worstWindows(sides.test, input, {
      most: MOST_WORST,
      length: durationMs((length / rateHz) * 1000),
    }),
  };
}
