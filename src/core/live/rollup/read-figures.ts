import { ENGAGEMENT_STATUSES } from '../../engagement/reading.ts';
import { LEARNING_STATES } from '../../models/prediction.ts';
import { at } from '../../numeric/at.ts';
import { probability } from '../../units.ts';
import type { ClassFigures, MeanFigure, Shown, StatusShares } from '../class-figures.ts';
import { FIRST_STATE, PAUSED, SCORE, STATUS, type FigureSums } from './figure-kinds.ts';

/** Of one kind: its sums, or why there is no figure. */
export type Outcome = 'shown' | 'too_few' | 'held_back';

const TOO_FEW = { kind: 'too_few' } as const;
const HELD_BACK = { kind: 'held_back' } as const;

const clamped = (value: number, most: number): number => Math.min(most, Math.max(0, value));

function meanFigure({ students, weight, weighted, plain, squares }: FigureSums, most: number) {
  const mean = clamped(weighted / weight, most);
  // Two passes are not needed: the values are few, whole or hundredths, and below 101.
  const variance = students < 2 ? 0 : (squares - plain ** 2 / students) / (students - 1);
  return { mean, standardDeviation: Math.sqrt(Math.max(0, variance)) };
}

function statusShares({ students, statuses }: FigureSums): StatusShares {
  return Object.fromEntries(
    ENGAGEMENT_STATUSES.map((status, i) => [
      status,
      probability(clamped(at(statuses, i) / students, 1)),
    ]),
  ) as StatusShares;
}

/** What sums and outcomes of all kinds, by number of the kind, are shown as. */
export function readFigures(
  sums: readonly FigureSums[],
  outcomes: readonly Outcome[],
): ClassFigures {
  function shown<Figure>(kind: number, figure: (of: FigureSums) => Figure): Shown<Figure> {
    const own = at(sums, kind);
    const outcome = at(outcomes, kind);
    if (outcome === 'held_back') return HELD_BACK;
    if (outcome === 'too_few' || own.students === 0) return TOO_FEW;
    return { kind: 'shown', students: own.students, figure: figure(own) };
  }
  const state = (index: number): Shown<MeanFigure> =>
    shown(FIRST_STATE + index, (own) => meanFigure(own, 1));
  return {
    score: shown(SCORE, (own) => meanFigure(own, 100)),
    statuses: shown(STATUS, statusShares),
    paused: shown(PAUSED, ({ weighted, weight }) => probability(clamped(weighted / weight, 1))),
    states: Object.fromEntries(
      LEARNING_STATES.map((name, index) => [name, state(index)]),
    ) as ClassFigures['states'],
  };
}
