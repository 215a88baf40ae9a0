import type { Dataset } from '../../dataset/dataset.ts';
import type { LearntFrom } from '../../dataset/fold-file.ts';
import type { SourcedWindow } from '../../dataset/sided-window.ts';
import type { BundleManifest } from '../../models/bundle-manifest.ts';
import { at } from '../../numeric/at.ts';
import type { EvaluationInput } from '../evaluate-model.ts';
import type { Evaluation } from '../evaluation.ts';
import { figuresPerPerson } from '../per-person.ts';
import { type CalibrationCurves, calibrationCurves } from './calibration-curves.ts';
import type { CurvesOf } from './curve-tables.ts';
import {
  type EvaluationReport,
  knownPersons,
  REPORT_FORMAT,
  REPORT_FORMAT_VERSION,
} from './evaluation-report.ts';
import { labelCurves } from './label-curves.ts';

type Rows = readonly (readonly number[])[];

/** What was said of windows, and by whom. */
export interface Answers {
  readonly windows: readonly SourcedWindow[];
  /** Before calibration. */
  readonly raw: Rows;
  readonly probabilities: Rows;
  /** The logistic baseline's; null where there is none. */
  readonly logistic: Rows | null;
  readonly method: EvaluationReport['method'];
}

/** A report with the points of its curves. */
export interface Judged {
  readonly report: EvaluationReport;
  readonly curves: CurvesOf;
  readonly calibration: readonly CalibrationCurves[];
}

export interface JudgingSettings {
  readonly manifest: BundleManifest;
  readonly ordinal: boolean;
  readonly dataset: Pick<Dataset, 'sources' | 'by'>;
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

/** What `evaluating` is to judge. */
export function evaluationInput(settings: JudgingSettings, answers: Answers): EvaluationInput {
  const { manifest, ordinal, seed, resamples } = settings;
  const { windows, probabilities, logistic } = answers;
  return {
    labels: manifest.labels,
    ordinal,
    output: manifest.output,
    truth: windows.map(({ targets }) => targets),
    probabilities,
    logistic,
    persons: windows.map(({ person }) => person),
    train: majorityOf(settings, answers).train,
    seed,
    ...(resamples === undefined ? {} : { resamples }),
  };
}

/**
 * Puts a report together of what was said and how it was judged, with how well it was calibrated and
 * who was known. `createdAt` is ISO 8601, UTC.
 */
export function reportOf(
  settings: JudgingSettings,
  answers: Answers,
  evaluation: Evaluation,
  createdAt: string,
): Judged {
  const { manifest, dataset, split } = settings;
  const { raw, probabilities, logistic, method } = answers;
  const input = evaluationInput(settings, answers);
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
      createdAt,
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
      known: isKnown ? knownPersons(input.persons, split) : null,
      majority: majorityOf(settings, answers).majority,
      evaluation,
      calibration,
      perPerson: figuresPerPerson(input),
    },
  };
}
