import type { AblationModel, Study } from '#core/evaluation/study/study.ts';
import type { Explanation, RunFile, RunJudgement } from '#core/lab/judge/run-judgement.ts';

interface OfRun {
  readonly runId: string;
}

/** Rejections are sentences for the person reading. */
export type JudgeCommands = Readonly<{
  /** What is kept of a run; null where there is none of that id. */
  readRun: { readonly args: OfRun; readonly result: RunFile | null };
  /** Reads its data again and judges its model on its test side. */
  judge: { readonly args: OfRun; readonly result: RunJudgement };
  /** What moved the prediction of the test side's window at `index`. */
  explain: {
    readonly args: OfRun & { readonly index: number };
    readonly result: Explanation;
  };
  /** Long: each case is kept in the bundle as soon as it is finished. */
  ablate: { readonly args: OfRun & { readonly model: AblationModel }; readonly result: Study };
  /** Long. */
  weigh: { readonly args: OfRun; readonly result: Study };
}>;
