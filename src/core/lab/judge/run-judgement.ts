import type { CurvesOf } from '../../evaluation/report/curve-tables.ts';
import type { EvaluationReport } from '../../evaluation/report/evaluation-report.ts';
import type { Attribution } from '../../evaluation/study/attribution.ts';
import type { Study } from '../../evaluation/study/study.ts';
import type { WorstWindow } from '../../evaluation/worst-windows.ts';
import type { BundleManifest } from '../../models/bundle-manifest.ts';
import type { LabRun } from '../lab-run.ts';

/** A run and what is kept beside it. */
export interface RunFile {
  readonly run: LabRun;
  readonly bundle: JudgedBundle | null;
  /** In a sentence, why a trained run has no bundle that can be read. */
  readonly trouble: string | null;
}

export interface JudgedBundle {
  readonly manifest: BundleManifest;
  /** Markdown; null where it has none. */
  readonly card: string | null;
  readonly study: Study;
}

/** Whether a run's data are still what it was trained on. */
export type DataState =
  | { readonly kind: 'same' }
  /** Judged on the persons of its test side as the data are now. */
  | { readonly kind: 'changed'; readonly why: string }
  /** What its bundle keeps is all that is known. */
  | { readonly kind: 'gone'; readonly why: string };

/** How a run's model does on the test side of its split. */
export interface RunJudgement {
  readonly data: DataState;
  readonly report: EvaluationReport;
  /** Empty where the data are gone. */
  readonly curves: CurvesOf;
  readonly worst: readonly WorstWindow[];
}

/** What moved one prediction, and the window itself. */
export interface Explanation {
  /** Among the windows that were judged. */
  readonly index: number;
  readonly attribution: Attribution;
  /** In the order of the signal. */
  readonly features: readonly ExplainedFeature[];
  readonly rateHz: number;
}

export interface ExplainedFeature {
  readonly name: string;
  readonly unit: 'intensity' | 'rad' | 'share';
  /** What it mostly is in training, and how far it spreads there. */
  readonly mean: number;
  readonly deviation: number;
  /** The window's own, without padding. */
  readonly curve: readonly number[];
}
