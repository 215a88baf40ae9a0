import type { EvaluationInput } from '#core/evaluation/evaluate-model.ts';
import { evaluateModel } from '#core/evaluation/evaluate-model.ts';
import { figuresPerPerson } from '#core/evaluation/per-person.ts';
import {
  type CalibrationCurves,
  calibrationCurves,
} from '#core/evaluation/report/calibration-curves.ts';
import type { CurvesOf } from '#core/evaluation/report/curve-tables.ts';
import {
  type EvaluationReport,
  knownPersons,
  REPORT_FORMAT,
  REPORT_FORMAT_VERSION,
} from '#core/evaluation/report/evaluation-report.ts';
import { labelCurves } from '#core/evaluation/report/label-curves.ts';
import type { LearntFrom } from '#core/dataset/fold-file.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import { at } from '#core/numeric/at.ts';
import type { Dataset } from '#core/dataset/dataset.ts';
import type { Answers } from './answers.ts';

export interface Judged {
  readonly report: EvaluationReport;
  readonly curves: CurvesOf;
  readonly calibration: readonly CalibrationCurves[];
}

export interface JudgingSettings {
  readonly manifest: BundleManifest;
  readonly ordinal: boolean;
  readonly dataset: Dataset;
  /** Whom the bundle learnt from; null where it does not say. */
  readonly split: LearntFrom | null;
  readonly seed: number;
  readonly resamples: number | undefined;
}

type Majority = Pick<EvaluationReport, 'majority'> & Pick<EvaluationInput, 'train'>;

/** The shares in training, or of these data where they are not known. */
function majorityOf({ manifest }: JudgingSettings, { windows, method }: Answers): Majority {
  const { origin, labels } = manifest;
  if (method.kind === 'bundle' && origin.kind === 'trained') {
    const { train } = origin.split;
    if (train.perLabel.length === labels.length) return { majority: 'training', train };
  }
  return {
    majority: 'these_data',
    train: {
      windows: windows.length,
      perLabel: labels.map((_, label) =>
        windows.reduce((sum, { targets }) => sum + at(targets, label), 0),
      ),
    },
  };
}

/** Judges answers, and says how well they were calibrated and who was known. */
export function judgeAnswers(settings: JudgingSettings, answers: Answers): Judged {
  const { manifest, ordinal, dataset, split, seed, resamples } = settings;
  const { windows, raw, probabilities, logistic, method } = answers;
  const persons = windows.map(({ person }) => person);
  const { majority, train } = majorityOf(settings, answers);
  const input: EvaluationInput = {
    labels: manifest.labels,
    ordinal,
    output: manifest.output,
    truth: windows.map(({ targets }) => targets),
    probabilities,
    logistic,
    persons,
    train,
    seed,
    ...(resamples === undefined ? {} : { resamples }),
  };
  const calibration = calibrationCurves(input, raw, probabilities);
  const { id, signal, labels, output } = manifest;
  const isKnown = method.kind === 'bundle' && split !== null && split.by === dataset.by;
  return {
    calibration,
    curves: {
      model: labelCurves(input, probabilities),
      ...(logistic === null ? {} : { logistic: labelCurves(input, logistic) }),
    },
    report: {
      format: REPORT_FORMAT,
      formatVersion: REPORT_FORMAT_VERSION,
      createdAt: new Date().toISOString(),
      model: {
        id,
        signal: { name: signal.name, version: signal.version },
        labels,
        output,
        calibration: manifest.calibration,
      },
      method,
      data: dataset.sources,
      by: dataset.by,
      known: isKnown ? knownPersons(persons, split) : null,
      majority,
      evaluation: evaluateModel(input),
      calibration,
      perPerson: figuresPerPerson(input),
    },
  };
}
