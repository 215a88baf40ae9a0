import type { MeanDifference } from '#core/class-figures/compare.ts';

const points = (value: number): string => Math.abs(value).toFixed(1);
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${points(value)}`;

const NONE_WORDS: Record<Extract<MeanDifference, { kind: 'none' }>['reason'], string> = {
  not_shown:
    'The two can’t be compared by their mean: one of them is not shown, since too few students shared or it was held back.',
  one_student: 'The two can’t be compared by their mean: one of them stands for a single student.',
  no_spread:
    'There is no interval: no student’s score differs from another’s, so that chance can’t be judged.',
};

/** How far the means lie apart, in sentences; neither is called the better one. */
export function differenceWords(difference: MeanDifference): readonly string[] {
  if (difference.kind === 'none') return [NONE_WORDS[difference.reason]];
  const { difference: by, low, high } = difference;
  const apart =
    by === 0
      ? 'The mean attention of both is the same'
      : `Mean attention is ${points(by)} points ${by > 0 ? 'higher' : 'lower'} in the second than in the first`;
  const chance =
    low <= 0 && high >= 0
      ? 'The interval reaches over 0: chance among students could explain it.'
      : 'The interval does not reach 0: chance among students would rarely bring it. What does is not known here.';
  return [`${apart} (95 % interval ${signed(low)} to ${signed(high)}). ${chance}`];
}
