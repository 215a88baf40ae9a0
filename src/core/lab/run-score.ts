import type { Evaluation } from '../evaluation/evaluation.ts';
import { meanOfKnown } from '../evaluation/mean-of-known.ts';

/** A run's macro-F1 on persons it never saw, and what it is held against. */
export interface RunScore {
  /** How many labels were asked for, each by itself; null where all are one question. */
  readonly meanOf: number | null;
  readonly value: number | null;
  /** From the draws of persons; null for a mean of several questions, and where there is none. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly logistic: number | null;
  readonly majority: number | null;
  readonly windows: number;
  readonly persons: number;
}

export function runScore({ questions, windows, persons }: Evaluation): RunScore {
  const [first] = questions;
  const own = first?.model.intervals.summary.macroF1;
  const alone = questions.length === 1 && first?.subject === null;
  return {
    meanOf: alone ? null : questions.length,
    value: meanOfKnown(questions.map(({ model }) => model.figures.summary.macroF1)),
    interval: alone && own?.kind === 'interval' ? { low: own.low, high: own.high } : null,
    logistic: meanOfKnown(
      questions.map(({ logistic }) => logistic?.figures.summary.macroF1 ?? null),
    ),
    majority: meanOfKnown(questions.map(({ model }) => model.majority.summary.macroF1)),
    windows,
    persons,
  };
}
