import * as v from 'valibot';
import { seededRandom } from '../../numeric/seeded-random.ts';
import type { EvaluationInput } from '../evaluate-model.ts';
import { INTERVAL } from '../evaluation.ts';
import { type FigureInterval, personIntervals } from '../person-bootstrap.ts';
import type { FeatureGroup } from './feature-groups.ts';
import { type Asking, meanFigures } from './mean-figures.ts';

/** What a model is left with: everything, a group alone, or all but a group. */
export type AblationKind = 'everything' | 'only' | 'without';

export interface AblationCase {
  readonly kind: AblationKind;
  /** Of the group; null for everything. */
  readonly group: string | null;
  /** Positions in the signal. */
  readonly features: readonly number[];
}

/** Everything first; of two groups one alone is all but the other, and stands once. */
export function ablationCases(groups: readonly FeatureGroup[]): readonly AblationCase[] {
  const all = groups.flatMap(({ features }) => features).sort((a, b) => a - b);
  const only = groups.map(({ id, features }): AblationCase => {
    return { kind: 'only', group: id, features };
  });
  const without = groups.map(({ id, features }): AblationCase => {
    return { kind: 'without', group: id, features: all.filter((own) => !features.includes(own)) };
  });
  return [
    { kind: 'everything', group: null, features: all },
    ...(groups.length < 2 ? [] : only),
    ...(groups.length < 3 ? [] : without),
  ];
}

const measured = v.object({
  value: v.nullable(v.pipe(v.number(), v.finite())),
  interval: INTERVAL,
});
const both = v.object({ macroF1: measured, rocAuc: measured });

/** A model of one case, judged on persons whom training never saw; of several questions the mean. */
export const ABLATION_ROW = v.object({
  kind: v.picklist(['everything', 'only', 'without']),
  group: v.nullable(v.string()),
  /** How many features it had. */
  features: v.pipe(v.number(), v.integer(), v.minValue(1)),
  figures: both,
  /** Less what everything scores on the same draws of persons; null for everything itself. */
  difference: v.nullable(both),
});
export type AblationRow = Readonly<v.InferOutput<typeof ABLATION_ROW>>;
export type MeasuredFigure = Readonly<v.InferOutput<typeof measured>>;

const LEVEL = 0.95;
const NEVER: FigureInterval = { kind: 'none', reason: 'never_existed' };

export interface AblationAnswers extends Asking, Pick<EvaluationInput, 'persons'> {
  readonly seed: number;
  readonly resamples: number;
  /** What the model with everything says. */
  readonly everything: EvaluationInput['probabilities'];
}

const less = (value: number | null, base: number | null): number | null =>
  value === null || base === null ? null : value - base;

/**
 * Judges one case beside everything: both meet each draw of persons, so that what makes persons easy
 * or hard falls out of the difference (Efron & Tibshirani 1993, chapter 10). Yields after every draw.
 */
export function* judgingCase(
  { kind, group, features }: AblationCase,
  answers: AblationAnswers,
  probabilities: EvaluationInput['probabilities'],
): Generator<number, AblationRow> {
  const { persons, seed, resamples, everything } = answers;
  const own = meanFigures(answers, probabilities);
  const base = meanFigures(answers, everything);
  const flat = (times: Parameters<typeof own>[0]): (number | null)[] => {
    const [mine, whole] = [own(times), base(times)];
    return [
      mine.macroF1,
      mine.rocAuc,
      less(mine.macroF1, whole.macroF1),
      less(mine.rocAuc, whole.rocAuc),
    ];
  };
  const values = flat(null);
  const resampling = { random: seededRandom(seed), resamples, level: LEVEL };
  const intervals = yield* personIntervals(persons, flat, resampling);
  const figure = (index: number): MeasuredFigure => ({
    value: values[index] ?? null,
    interval: intervals[index] ?? NEVER,
  });
  return {
    kind,
    group,
    features: features.length,
    figures: { macroF1: figure(0), rocAuc: figure(1) },
    difference: kind === 'everything' ? null : { macroF1: figure(2), rocAuc: figure(3) },
  };
}
