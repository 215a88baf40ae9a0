import { ENGAGEMENT_STATUSES } from '../../engagement/reading.ts';
import { LEARNING_STATES } from '../../models/prediction.ts';
import { probability } from '../../units.ts';
import type { NamedStudent, StatusShares } from '../class-figures.ts';
import type { StateMessage } from '../messages/class-message.ts';
import type { NamedCell, NamedSeries } from '../records/class-record.ts';
import { CONTRIBUTION_LENGTH, PLAYERS, STATUSES } from './contribution.ts';
import { contributes, FIRST_STATE, PAUSED, SCORE, STATUS, valueOf } from './figure-kinds.ts';
import type { CellAxis } from './cell-axis.ts';

interface Named {
  readonly slot: number;
  readonly key: string;
  message: StateMessage;
  at: number;
  isPaused: boolean;
  /** null where it has to be made anew. */
  shown: NamedStudent | null;
}

/** By code units, the same in every language; who shares a name, in the order they came. */
const byName = (a: Named, b: Named): number => {
  if (a.message.name === b.message.name) return a.slot - b.slot;
  return (a.message.name ?? '') < (b.message.name ?? '') ? -1 : 1;
};

/** Those who share by name: what each sent last. */
export class NamedStudents {
  private readonly bySlot = new Map<number, Named>();
  private list: readonly NamedStudent[] = [];
  private isListed = true;
  private readonly presenceOf: (slot: number) => NamedStudent['presence'];

  constructor(presenceOf: (slot: number) => NamedStudent['presence']) {
    this.presenceOf = presenceOf;
  }

  take(slot: number, at: number, message: StateMessage, isPaused: boolean): void {
    const known = this.bySlot.get(slot);
    if (known === undefined) {
      const key = `n${this.bySlot.size + 1}`;
      this.bySlot.set(slot, { slot, key, message, at, isPaused, shown: null });
    } else if (at >= known.at) {
      known.at = at;
      known.message = message;
      known.isPaused = isPaused;
      known.shown = null;
    }
    this.isListed = false;
  }

  /** Their presence may have changed. */
  markChanged(slot: number): void {
    const named = this.bySlot.get(slot);
    if (named === undefined) return;
    named.shown = null;
    this.isListed = false;
  }

  /** The same array until one of them changes. */
  all(): readonly NamedStudent[] {
    if (!this.isListed) {
      this.list = this.sorted().map((named) => (named.shown ??= this.shownOf(named)));
      this.isListed = true;
    }
    return this.list;
  }

  series(lecture: CellAxis): readonly NamedSeries[] {
    const row = new Float64Array(CONTRIBUTION_LENGTH);
    return this.sorted().map(({ slot, key, message }) => {
      const cells: NamedCell[] = [];
      for (const index of lecture.ofSlot(slot, row)) cells.push(namedCell(index, row));
      return { key, name: message.name ?? '', cells };
    });
  }

  private sorted(): Named[] {
    return [...this.bySlot.values()].sort(byName);
  }

  private shownOf({ slot, key, message, isPaused }: Named): NamedStudent {
    const { name, status, score, lectureTime, states } = message;
    const presence = this.presenceOf(slot);
    return {
      key,
      name: name ?? '',
      presence,
      status,
      score,
      lectureTime,
      paused: isPaused,
      states,
    };
  }
}

function namedCell(index: number, row: Float64Array): NamedCell {
  const value = (kind: number): number | null =>
    contributes(row, kind) ? valueOf(row, kind, 'time_share') : null;
  const share = (kind: number) => {
    const own = value(kind);
    return own === null ? null : probability(own);
  };
  const states = LEARNING_STATES.map((_, state) => share(FIRST_STATE + state));
  return {
    index,
    score: value(SCORE),
    statuses: contributes(row, STATUS) ? ownShares(row) : null,
    pausedShare: (row[PLAYERS] as number) > 0 ? share(PAUSED) : null,
    states: states.some((state) => state !== null) ? states : null,
  };
}

function ownShares(row: Float64Array): StatusShares {
  const counts = ENGAGEMENT_STATUSES.map((_, i) => row[STATUSES + i] as number);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return Object.fromEntries(
    ENGAGEMENT_STATUSES.map((status, i) => [status, probability((counts[i] as number) / all)]),
  ) as StatusShares;
}
