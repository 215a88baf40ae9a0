import { ENGAGEMENT_STATUSES, type EngagementStatus } from '#core/engagement/reading.ts';
import {
  CELL_SECONDS,
  type ClassCell,
  type ClassMoment,
  type MeanFigure,
  type Shown,
} from '#core/live/class-figures.ts';
import { LEARNING_STATES, type LearningState } from '#core/models/prediction.ts';

/** What the line is of. */
export type ClassLine = 'attention' | LearningState;

/** A stretch of the axis without a figure, and why. */
export interface Unshown {
  /** Seconds. */
  readonly x1: number;
  readonly x2: number;
  readonly why: 'too_few' | 'held_back';
}

/** The shares of one cell, one upon the other; 0..1. */
export interface StatusStack {
  readonly x1: number;
  readonly x2: number;
  readonly parts: readonly {
    readonly status: EngagementStatus;
    readonly from: number;
    readonly to: number;
  }[];
}

/** One entry for each cell from 0 on; a cell in which nobody was has none of its own. */
export interface ClassSeries {
  /** The middle of each cell, seconds. */
  readonly x: readonly number[];
  /** 0..100; null is a gap in the line. */
  readonly y: readonly (number | null)[];
  readonly cells: readonly (ClassCell | null)[];
}

export interface ClassMarks {
  readonly series: ClassSeries;
  readonly unshown: readonly Unshown[];
  readonly stacks: readonly StatusStack[];
  readonly unshownStatuses: readonly Unshown[];
  /** Right end of the last cell, seconds. */
  readonly end: number;
}

/** The figure that the line shows. */
export const lineFigure = (cell: ClassCell, line: ClassLine): Shown<MeanFigure> =>
  line === 'attention' ? cell.score : cell.states[line];

/** A mean on the chart's scale, 0..100. */
export const onScale = (mean: number, line: ClassLine): number =>
  line === 'attention' ? mean : 100 * mean;

/** Neighbouring cells that lack the figure for the same reason are one stretch. */
function unshownOf(
  cells: readonly ClassCell[],
  figure: (cell: ClassCell) => Shown<unknown>,
): readonly Unshown[] {
  const stretches: Unshown[] = [];
  for (const cell of cells) {
    const { kind: why } = figure(cell);
    if (why === 'shown') continue;
    const x1 = cell.index * CELL_SECONDS;
    const last = stretches.at(-1);
    if (last?.why === why && last.x2 === x1) {
      stretches[stretches.length - 1] = { ...last, x2: x1 + CELL_SECONDS };
    } else stretches.push({ x1, x2: x1 + CELL_SECONDS, why });
  }
  return stretches;
}

function stackOf({ index, statuses }: ClassCell): readonly StatusStack[] {
  if (statuses.kind !== 'shown') return [];
  let from = 0;
  const parts = ENGAGEMENT_STATUSES.map((status) => {
    const to = from + statuses.figure[status];
    const part = { status, from, to };
    from = to;
    return part;
  });
  const x1 = index * CELL_SECONDS;
  return [{ x1, x2: x1 + CELL_SECONDS, parts }];
}

/** Places cells of either axis; nothing that is not shown becomes a number. */
export function classMarks(cells: readonly ClassCell[], line: ClassLine): ClassMarks {
  const count = (cells.at(-1)?.index ?? -1) + 1;
  const placed: (ClassCell | null)[] = Array.from({ length: count }, () => null);
  const y: (number | null)[] = Array.from({ length: count }, () => null);
  for (const cell of cells) {
    placed[cell.index] = cell;
    const shown = lineFigure(cell, line);
    if (shown.kind === 'shown') y[cell.index] = onScale(shown.figure.mean, line);
  }
  return {
    series: { x: y.map((_, index) => (index + 0.5) * CELL_SECONDS), y, cells: placed },
    unshown: unshownOf(cells, (cell) => lineFigure(cell, line)),
    stacks: cells.flatMap(stackOf),
    unshownStatuses: unshownOf(cells, ({ statuses }) => statuses),
    end: count * CELL_SECONDS,
  };
}

/** Learning states that the class has figures of, in their usual order. */
export const shownStates = (cells: readonly ClassCell[]): readonly LearningState[] =>
  LEARNING_STATES.filter((state) => cells.some(({ states }) => states[state].kind === 'shown'));

/** A moment on the lecture's time, with the number that its entry in the list has. */
export interface MomentMark {
  readonly number: number;
  readonly kind: ClassMoment['kind'];
  readonly x1: number;
  readonly x2: number;
}

/** In the order of the list; one that lasts goes on to the end of the chart. */
export const momentMarks = (moments: readonly ClassMoment[], end: number): readonly MomentMark[] =>
  moments.map(({ kind, from, to }, index) => ({
    number: index + 1,
    kind,
    x1: from,
    x2: Math.max(from + CELL_SECONDS, to ?? end),
  }));

/** The cell at a place of the axis; null where there is none. */
export const cellAt = ({ cells }: ClassSeries, seconds: number): ClassCell | null =>
  cells[Math.floor(seconds / CELL_SECONDS)] ?? null;
