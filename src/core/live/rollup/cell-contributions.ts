import { LEARNING_STATES } from '../../models/prediction.ts';
import {
  CONTRIBUTION_LENGTH,
  SCORES,
  SCORE_SUM,
  STATE_COUNTS,
  STATE_SUMS,
  type Contributions,
} from './contribution.ts';
import { StateSums } from './state-sums.ts';

const PAGE_SLOTS = 512;
/** Above, a student's counts and sums in the cell are halved: who stays there weighs later more. */
const MOST_MESSAGES = 200;
const SUMS = STATE_SUMS - SCORE_SUM;

/** Counts up to 255, sums of up to 255 values up to 100. */
interface Page {
  readonly counts: Uint8Array;
  readonly sums: Uint16Array;
  /** Laid out where the first state is told. */
  states: StateSums | null;
}

/**
 * Contributions to one cell in 11 bytes a student, and 12 (packed: 8) more where states are shared;
 * in pages, so that one message costs the same in any class, and a cell that few were in stays small.
 */
export class CellContributions implements Contributions {
  length = 0;
  private readonly pages: (Page | undefined)[] = [];

  /** Adds one message; true where it is the slot's first in the cell. */
  add(slot: number, message: Float64Array): boolean {
    const page = this.page(slot);
    const within = slot % PAGE_SLOTS;
    this.length = Math.max(this.length, slot + 1);
    let before = 0;
    for (let i = 0; i < STATE_COUNTS; i++) {
      const place = within * STATE_COUNTS + i;
      const count = page.counts[place] as number;
      before = Math.max(before, count);
      page.counts[place] = count + (message[i] as number);
    }
    for (let i = 0; i < SUMS; i++) {
      const place = within * SUMS + i;
      page.sums[place] = (page.sums[place] as number) + (message[SCORE_SUM + i] as number);
    }
    if (tellsStates(message)) {
      page.states ??= new StateSums(PAGE_SLOTS);
      before = Math.max(before, page.states.add(within, message));
    }
    if (before >= MOST_MESSAGES) halve(page, within);
    return before === 0;
  }

  read(slot: number, into: Float64Array): void {
    const page = this.pages[Math.floor(slot / PAGE_SLOTS)];
    into.fill(0, 0, CONTRIBUTION_LENGTH);
    if (page === undefined) return;
    const within = slot % PAGE_SLOTS;
    for (let i = 0; i < STATE_COUNTS; i++) {
      into[i] = page.counts[within * STATE_COUNTS + i] as number;
    }
    for (let i = 0; i < SUMS; i++) into[SCORE_SUM + i] = page.sums[within * SUMS + i] as number;
    page.states?.read(within, into);
  }

  /** Takes less room until somebody adds something again. */
  pack(): void {
    for (const page of this.pages) page?.states?.pack();
  }

  private page(slot: number): Page {
    const number = Math.floor(slot / PAGE_SLOTS);
    const page = this.pages[number];
    if (page !== undefined) return page;
    const fresh: Page = {
      counts: new Uint8Array(PAGE_SLOTS * STATE_COUNTS),
      sums: new Uint16Array(PAGE_SLOTS * SUMS),
      states: null,
    };
    this.pages[number] = fresh;
    return fresh;
  }
}

function tellsStates(message: Float64Array): boolean {
  for (let i = 0; i < LEARNING_STATES.length; i++) {
    if (message[STATE_COUNTS + i] !== 0) return true;
  }
  return false;
}

/** Means stay as they are, and counts of one stay one, so that nobody stops to contribute. */
function halve({ counts, sums, states }: Page, within: number): void {
  const scores = counts[within * STATE_COUNTS + SCORES] as number;
  for (let i = within * STATE_COUNTS; i < (within + 1) * STATE_COUNTS; i++) {
    counts[i] = Math.ceil((counts[i] as number) / 2);
  }
  for (let i = within * SUMS; scores > 0 && i < (within + 1) * SUMS; i++) {
    sums[i] = Math.round(((sums[i] as number) * Math.ceil(scores / 2)) / scores);
  }
  states?.halve(within);
}
