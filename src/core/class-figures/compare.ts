import { ENGAGEMENT_STATUSES, type EngagementStatus } from '../engagement/reading.ts';
import type { ClassFigures, MeanFigure, Shown } from '../live/class-figures.ts';
import { studentT } from '../numeric/student-t.ts';

const COMPARISON_LEVEL = 0.95;

/** How far two means of students lie apart: the second less the first. */
export type MeanDifference =
  | {
      readonly kind: 'compared';
      readonly difference: number;
      /** Of the interval at COMPARISON_LEVEL. */
      readonly low: number;
      readonly high: number;
      readonly degreesOfFreedom: number;
    }
  | {
      readonly kind: 'none';
      /** One of them is not shown, or stands for a single student, or nobody differs from another. */
      readonly reason: 'not_shown' | 'one_student' | 'no_spread';
    };

/**
 * The difference of two means with Welch's interval (Biometrika 34, 1947; degrees of freedom after
 * Satterthwaite, Biometrics Bulletin 2, 1946). It takes the students of both for separate people, since
 * who was in which cannot be known here, and each mean for a plain one, though students who were
 * seen less well count less in it.
 */
export function meanDifference(
  first: Shown<MeanFigure>,
  second: Shown<MeanFigure>,
): MeanDifference {
  if (first.kind !== 'shown' || second.kind !== 'shown') {
    return { kind: 'none', reason: 'not_shown' };
  }
  if (first.students < 2 || second.students < 2) return { kind: 'none', reason: 'one_student' };
  const a = first.figure.standardDeviation ** 2 / first.students;
  const b = second.figure.standardDeviation ** 2 / second.students;
  if (a + b === 0) return { kind: 'none', reason: 'no_spread' };
  const degreesOfFreedom =
    (a + b) ** 2 / (a ** 2 / (first.students - 1) + b ** 2 / (second.students - 1));
  const difference = second.figure.mean - first.figure.mean;
  const reach = studentT(COMPARISON_LEVEL, degreesOfFreedom) * Math.sqrt(a + b);
  return {
    kind: 'compared',
    difference,
    low: difference - reach,
    high: difference + reach,
    degreesOfFreedom,
  };
}

export interface ComparedShare {
  readonly status: EngagementStatus;
  /** null where not shown. */
  readonly first: number | null;
  readonly second: number | null;
}

export interface ClassComparison {
  readonly score: MeanDifference;
  /** In the order of ENGAGEMENT_STATUSES; how far single students differ in them is not known. */
  readonly statuses: readonly ComparedShare[];
}

/** What two classes were shown as over their whole lectures. */
export function compareClasses(first: ClassFigures, second: ClassFigures): ClassComparison {
  const share = ({ statuses }: ClassFigures, status: EngagementStatus): number | null =>
    statuses.kind === 'shown' ? statuses.figure[status] : null;
  return {
    score: meanDifference(first.score, second.score),
    statuses: ENGAGEMENT_STATUSES.map((status) => ({
      status,
      first: share(first, status),
      second: share(second, status),
    })),
  };
}
