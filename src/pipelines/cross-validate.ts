import type { Fold } from '#core/dataset/folds.ts';
import type { LabelledWindow } from '#core/dataset/labelled-window.ts';

type Rows = readonly (readonly number[])[];

/** What was said of the windows that a fold held out, in their order. */
export interface FoldAnswers {
  /** As the model gives them. */
  readonly raw: Rows;
  /** Calibrated on the fold's own validation side. */
  readonly probabilities: Rows;
  /** The logistic baseline's, calibrated in the same way; null where there is none beside. */
  readonly logistic: Rows | null;
}

export interface PooledAnswers<Window> extends FoldAnswers {
  /** Everybody once, in the order of the folds. */
  readonly windows: readonly Window[];
  readonly folds: readonly {
    readonly name: string;
    readonly persons: readonly string[];
    readonly windows: number;
  }[];
}

const persons = (windows: readonly LabelledWindow[]): Set<string> =>
  new Set(windows.map(({ person }) => person));

/**
 * Trains once a fold without those that it holds out, and pools what is then said of them, to be
 * judged together. Folds are trained one after the other. Throws RangeError where a fold's held-out
 * persons are among the rest, or where there are not as many answers as windows.
 */
export async function crossValidate<Window extends LabelledWindow>(
  folds: Iterable<Fold<Window>>,
  trainAndPredict: (fold: Fold<Window>) => Promise<FoldAnswers>,
  onFold?: (name: string) => void,
): Promise<PooledAnswers<Window>> {
  const done: { readonly fold: Fold<Window>; readonly answers: FoldAnswers }[] = [];
  for (const fold of folds) {
    const rest = persons(fold.rest);
    const both = [...persons(fold.heldOut)].filter((person) => rest.has(person));
    if (both.length > 0) {
      throw new RangeError(`${fold.name}: ${both.join(', ')} would be trained on and judged by`);
    }
    onFold?.(fold.name);
    const answers = await trainAndPredict(fold);
    for (const rows of [answers.raw, answers.probabilities, answers.logistic]) {
      if (rows === null || rows.length === fold.heldOut.length) continue;
      throw new RangeError(
        `${fold.name}: ${fold.heldOut.length} windows got ${rows.length} answers`,
      );
    }
    done.push({ fold, answers });
  }
  const logistic = done.map(({ answers }) => answers.logistic);
  return {
    windows: done.flatMap(({ fold }) => fold.heldOut),
    raw: done.flatMap(({ answers }) => answers.raw),
    probabilities: done.flatMap(({ answers }) => answers.probabilities),
    logistic: logistic.includes(null) ? null : logistic.flatMap((rows) => rows ?? []),
    folds: done.map(({ fold: { name, heldOut } }) => ({
      name,
      persons: [...persons(heldOut)].sort(),
      windows: heldOut.length,
    })),
  };
}
