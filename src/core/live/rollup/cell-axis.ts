import type { TimestampMs } from '../../units.ts';
import { CellContributions } from './cell-contributions.ts';
import type { ClassCell } from '../class-figures.ts';
import type { PauseMeasure } from './figure-kinds.ts';
import type { FigureMaker, Population } from './figure-maker.ts';

/** A cell is looked at again no sooner than this after it was last. */
const EVERY_MS = 5000;
/** Nothing new in a cell for so long: what comes later comes late. */
const QUIET_MS = 2000;
/** Nobody new for so long: the others have gone on, or stay. */
const NOBODY_NEW_MS = 15_000;
/** Nothing new in a cell for so long: it takes less room from then on. */
const TIDY_AFTER_MS = 120_000;

interface Cell {
  readonly index: number;
  /** null once nothing can be added to it any more. */
  contributions: CellContributions | null;
  newcomerAt: TimestampMs;
  touchedAt: TimestampMs;
  evaluatedAt: number;
  isDirty: boolean;
  isTidy: boolean;
}

export interface CellAxisOptions {
  readonly maker: FigureMaker;
  readonly population: Population;
  readonly pauses: PauseMeasure;
  /** Beyond, a message has no cell. */
  readonly mostCells: number;
  /** How others may be about to be in the cell, so that its set had better wait: for good, or a while. */
  readonly awaits: (index: number, now: TimestampMs) => 'nobody' | 'some' | 'everybody';
  /** Whether messages of the cell may still come at all. */
  readonly isOver: (index: number, now: TimestampMs) => boolean;
}

/** The cells of one axis: what came into each, and what of them is shown. */
export class CellAxis {
  private readonly cells = new Map<number, Cell>();
  private readonly dirty = new Set<Cell>();
  private readonly shown = new Map<number, ClassCell>();
  private list: readonly ClassCell[] = [];
  private isListed = true;
  private readonly options: CellAxisOptions;

  constructor(options: CellAxisOptions) {
    this.options = options;
  }

  add(index: number, slot: number, message: Float64Array, receivedAt: TimestampMs): void {
    if (!(index >= 0 && index < this.options.mostCells)) return;
    const cell = this.cells.get(index) ?? this.open(index, receivedAt);
    if (cell.contributions === null) return;
    if (cell.contributions.add(slot, message)) cell.newcomerAt = receivedAt;
    cell.touchedAt = receivedAt;
    cell.isTidy = false;
    if (cell.isDirty) return;
    cell.isDirty = true;
    this.dirty.add(cell);
  }

  /** Makes the figures of up to `most` cells that are due; returns of how many. */
  evaluate(now: TimestampMs, most: number): number {
    let count = 0;
    for (const cell of this.dirty) {
      if (count >= most) break;
      if (!this.isDue(cell, now) || cell.contributions === null) continue;
      const { maker, population, pauses } = this.options;
      const figures = maker.figures(cell.contributions, population, pauses);
      this.shown.set(cell.index, { index: cell.index, ...figures });
      cell.evaluatedAt = now;
      cell.isDirty = false;
      this.dirty.delete(cell);
      this.isListed = false;
      count++;
    }
    return count;
  }

  /** Frees what can't change any more, and packs what hardly does. */
  tidy(now: TimestampMs): void {
    for (const cell of this.cells.values()) {
      if (cell.isDirty || cell.contributions === null) continue;
      if (this.options.isOver(cell.index, now)) cell.contributions = null;
      else if (!cell.isTidy && now - cell.touchedAt >= TIDY_AFTER_MS) {
        cell.contributions.pack();
        cell.isTidy = true;
      }
    }
  }

  /** Rising `index`. */
  all(): readonly ClassCell[] {
    if (!this.isListed) {
      this.list = [...this.shown.values()].sort((a, b) => a.index - b.index);
      this.isListed = true;
    }
    return this.list;
  }

  /** One slot's contributions to each cell, in rising order. */
  *ofSlot(slot: number, into: Float64Array): Generator<number> {
    const cells = [...this.cells.values()].sort((a, b) => a.index - b.index);
    for (const { index, contributions } of cells) {
      if (contributions === null) continue;
      contributions.read(slot, into);
      if (into.some((value) => value !== 0)) yield index;
    }
  }

  private open(index: number, receivedAt: TimestampMs): Cell {
    const cell: Cell = {
      index,
      contributions: new CellContributions(),
      newcomerAt: receivedAt,
      touchedAt: receivedAt,
      evaluatedAt: -Infinity,
      isDirty: false,
      isTidy: false,
    };
    this.cells.set(index, cell);
    return cell;
  }

  private isDue({ index, newcomerAt, touchedAt, evaluatedAt }: Cell, now: TimestampMs): boolean {
    if (now - evaluatedAt < EVERY_MS) return false;
    const awaited = this.options.awaits(index, now);
    if (awaited === 'everybody') return false;
    if (now - newcomerAt >= NOBODY_NEW_MS) return true;
    return awaited === 'nobody' && now - touchedAt >= QUIET_MS;
  }
}
