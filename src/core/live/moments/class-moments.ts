import { at } from '../../numeric/at.ts';
import { lectureTimeS } from '../../units.ts';
import { CELL_SECONDS, type ClassCell, type ClassMoment } from '../class-figures.ts';

/** What a moment of each kind is; see docs/CLASS.md. */
interface MomentRule {
  readonly kind: ClassMoment['kind'];
  /** null where the cell's figure is not shown. */
  readonly read: (cell: ClassCell) => { readonly value: number; readonly students: number } | null;
  /** -1 where a fall is looked for. */
  readonly direction: 1 | -1;
  /** How far a value is away from what was usual when a moment begins, and when it is over. */
  readonly begins: number;
  readonly ends: number;
  /** Of 0 instead of what was usual. */
  readonly fromNothing: boolean;
  /** Cells one after the other. */
  readonly cells: number;
}

const RULES: readonly MomentRule[] = [
  {
    kind: 'attention_fell',
    read: ({ score }) =>
      score.kind === 'shown' ? { value: score.figure.mean, students: score.students } : null,
    direction: -1,
    begins: 10,
    ends: 5,
    fromNothing: false,
    cells: 3,
  },
  {
    kind: 'confusion_rose',
    read: ({ states: { confusion } }) =>
      confusion.kind === 'shown'
        ? { value: confusion.figure.mean, students: confusion.students }
        : null,
    direction: 1,
    begins: 0.15,
    ends: 0.075,
    fromNothing: false,
    cells: 3,
  },
  {
    kind: 'many_paused',
    read: ({ paused }) =>
      paused.kind === 'shown' ? { value: paused.figure, students: paused.students } : null,
    direction: 1,
    begins: 0.3,
    ends: 0.2,
    fromNothing: true,
    cells: 1,
  },
];

/** The usual is the median of the shown cells among so many before; of fewer than the least, none. */
const USUAL_CELLS = 120 / CELL_SECONDS;
const LEAST_USUAL_CELLS = 3;
/** Cells that are not shown in between; after more of them, a moment is over where it was last seen. */
const LONGEST_HOLE = 6;
/** Sums of hundredths carry an error of about this. */
const ROUNDING = 1e-9;

interface Seen {
  readonly index: number;
  readonly value: number;
  readonly students: number;
}

/** What happened on a line of shown cells (rising `index`), in its order. */
export function findMoments(cells: readonly ClassCell[]): readonly ClassMoment[] {
  return RULES.flatMap((rule) => momentsOf(rule, cells)).sort(
    (a, b) => a.from - b.from || a.kind.localeCompare(b.kind, 'en'),
  );
}

/** A run of cells away from what was usual before it. */
interface Run {
  readonly usual: number;
  readonly cells: Seen[];
  hasBegun: boolean;
}

function momentsOf(rule: MomentRule, cells: readonly ClassCell[]): ClassMoment[] {
  const moments: ClassMoment[] = [];
  const seen: Seen[] = [];
  let run = null as Run | null;
  for (const cell of cells) {
    const read = rule.read(cell);
    if (read === null) continue;
    const here: Seen = { index: cell.index, ...read };
    const last = seen.at(-1);
    if (last !== undefined && here.index - last.index > LONGEST_HOLE + 1) {
      moments.push(...momentOf(rule, run, last.index + 1));
      run = null;
    }
    const usual: number | null = run?.usual ?? usualBefore(rule, seen, here.index);
    seen.push(here);
    if (usual === null) continue;
    if (!goesOn(rule, here.value, usual, run?.hasBegun === true)) {
      moments.push(...momentOf(rule, run, here.index));
      run = null;
      continue;
    }
    run ??= { usual, cells: [], hasBegun: false };
    run.cells.push(here);
    run.hasBegun ||= run.cells.length >= rule.cells;
  }
  moments.push(...momentOf(rule, run, null));
  return moments;
}

function goesOn(rule: MomentRule, value: number, usual: number, hasBegun: boolean): boolean {
  const away = rule.direction * (value - (rule.fromNothing ? 0 : usual));
  return hasBegun ? away > rule.ends + ROUNDING : away >= rule.begins - ROUNDING;
}

/** Median of the two minutes before; null where too little of them is known. */
function usualBefore(rule: MomentRule, seen: readonly Seen[], index: number): number | null {
  const values: number[] = [];
  for (let i = seen.length - 1; i >= 0; i--) {
    const before = at(seen, i);
    if (before.index < index - USUAL_CELLS) break;
    values.push(before.value);
  }
  if (rule.fromNothing && values.length === 0) return 0;
  if (!rule.fromNothing && values.length < LEAST_USUAL_CELLS) return null;
  values.sort((a, b) => a - b);
  const middle = values.length / 2;
  return (at(values, Math.floor(middle)) + at(values, Math.ceil(middle) - 1)) / 2;
}

/** None where the run was too short to be one. `to` counts cells. */
function momentOf(
  { kind, direction }: MomentRule,
  run: Run | null,
  to: number | null,
): readonly ClassMoment[] {
  if (run?.hasBegun !== true) return [];
  const values = run.cells.map(({ value }) => value);
  return [
    {
      kind,
      from: lectureTimeS(at(run.cells, 0).index * CELL_SECONDS),
      to: to === null ? null : lectureTimeS(to * CELL_SECONDS),
      before: run.usual,
      worst: direction === 1 ? Math.max(...values) : Math.min(...values),
      students: Math.min(...run.cells.map(({ students }) => students)),
    },
  ];
}
