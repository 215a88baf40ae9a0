import { evaluateModel } from '#core/evaluation/evaluate-model.ts';
import {
  type Answers,
  evaluationInput,
  type Judged,
  type JudgingSettings,
  reportOf,
} from '#core/evaluation/report/report-of.ts';

/** Judges answers, and says how well they were calibrated and who was known. */
export const judgeAnswers = (settings: JudgingSettings, answers: Answers): Judged =>
  reportOf(
    settings,
    answers,
    evaluateModel(evaluationInput(settings, answers)),
    new Date().toISOString(),
  );
