import type { AblationModel } from '#core/evaluation/study/study.ts';
import type { ExportOptions, ExportOutcome } from '../../export-outcome.ts';

/** What of a judged run can be saved: all of it, a report, or one figure by its name. */
export type JudgeExport =
  | { readonly kind: 'zip' | 'html' | 'json' }
  | { readonly kind: 'svg' | 'png'; readonly figure: string };

/** Outcomes appear in the store; none of these rejects. */
export interface JudgeActions {
  /** Reads a run and judges it, where it has a model. */
  readonly openRun: (runId: string) => Promise<void>;
  /** The page was left: what is not long work is not waited for any more. */
  readonly leaveRun: () => void;
  /** What moved the prediction of a judged window. */
  readonly explainWindow: (index: number) => Promise<void>;
  /** Trains anew, group by group; goes on where it was stopped. */
  readonly ablate: (model: AblationModel) => Promise<void>;
  readonly stopAblation: (model: AblationModel) => void;
  readonly weighFeatures: () => Promise<void>;
  readonly stopWeighing: () => void;
  readonly exportRun: (what: JudgeExport, options: ExportOptions) => Promise<ExportOutcome>;
}
