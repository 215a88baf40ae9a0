import type { Abstention } from '../models/abstention.ts';
import type { OutputKind } from '../models/output-kind.ts';
import { at } from '../numeric/at.ts';
import { argMax } from './confusion-matrix.ts';
import { assertTargets, presenceOf, type TargetRow } from './target-rows.ts';

export interface AbstentionOptions {
  /** Least share of right calls. */
  readonly leastPrecision?: number;
  /** Of the doubt that a label's base rate leaves, the share that has to be gone. */
  readonly leastAdvantage?: number;
  /** Fewer windows, or windows of fewer persons, support nothing. */
  readonly leastWindows?: number;
  readonly leastPersons?: number;
}

export interface ValidationRows {
  readonly labels: readonly string[];
  readonly output: OutputKind;
  readonly targets: readonly TargetRow[];
  /** Calibrated. */
  readonly probabilities: readonly (readonly number[])[];
  readonly persons: readonly string[];
}

type LabelAbstention = Abstention['labels'][number];

interface Call {
  readonly stated: number;
  readonly right: boolean;
  readonly person: string;
}

/** The lowest threshold at which the calls come out right often enough; null where there is none. */
function lowestThreshold(
  calls: readonly Call[],
  precision: number,
  { leastWindows = 20, leastPersons = 3 }: AbstentionOptions,
): Pick<LabelAbstention, 'threshold' | 'precision' | 'windows'> {
  const ranked = calls.toSorted((a, b) => b.stated - a.stated);
  const persons = new Set<string>();
  let lowest: Pick<LabelAbstention, 'threshold' | 'precision' | 'windows'> = {
    threshold: null,
    precision: null,
    windows: 0,
  };
  let right = 0;
  ranked.forEach(({ stated, right: isRight, person }, index) => {
    right += Number(isRight);
    persons.add(person);
    const windows = index + 1;
    if (ranked[windows]?.stated === stated) return;
    const enough = windows >= leastWindows && persons.size >= leastPersons;
    if (enough && right / windows >= precision) {
      lowest = { threshold: stated, precision: right / windows, windows };
    }
  });
  return lowest;
}

/**
 * From which calibrated probability on each label may be shown: the lowest at which, of the
 * validation windows called so, at least the asked share is right (by default .6), or a tenth of
 * the way from the label's base rate to 1 where that is higher, and they are at least 20 windows of
 * at least 3 persons. A window is called so where the label is the likeliest (exclusive outputs) or from the threshold on
 * (independent ones). Throws RangeError where lists or rows do not fit.
 */
export function fitAbstention(rows: ValidationRows, options: AbstentionOptions = {}): Abstention {
  const { labels, output, targets, probabilities, persons } = rows;
  const { leastPrecision = 0.6, leastAdvantage = 0.1 } = options;
  assertTargets(targets, labels.length);
  if (targets.length !== probabilities.length || targets.length !== persons.length) {
    throw new RangeError(
      `${targets.length} targets, ${probabilities.length} rows and ${persons.length} persons do not belong together`,
    );
  }
  return {
    leastPrecision,
    labels: labels.map((label, index): LabelAbstention => {
      const present = presenceOf(targets, index);
      const count = present.filter(Boolean).length;
      const baseRate = present.length === 0 ? 0 : count / present.length;
      const calls = probabilities.flatMap((row, window): readonly Call[] =>
        output === 'independent' || argMax(row) === index
          ? [{ stated: at(row, index), right: at(present, window), person: at(persons, window) }]
          : [],
      );
      return {
        label,
        ...lowestThreshold(
          calls,
          Math.max(leastPrecision, baseRate + leastAdvantage * (1 - baseRate)),
          options,
        ),
        baseRate,
      };
    }),
  };
}
