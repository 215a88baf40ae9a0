import { CONTRIBUTION_LENGTH, SCORE_SUM, STATE_COUNTS, STATE_SUMS } from './contribution.ts';
import type { Contributions } from './contribution.ts';

const PAGE_SLOTS = 128;
/** Above, a student's counts and sums in the cell are halved: who stays there weighs later more. */
const MOST_MESSAGES = 200;
const STATES = SCORE_SUM - STATE_COUNTS;
const SUMS = STATE_SUMS - SCORE_SUM;

/** Counts up to 255, sums of up to 255 values up to 100. */
interface Page {
  readonly counts: Uint8Array;
  readonly sums: Uint16Array;
  /** Laid out where the first state is told. */
  states: { readonly counts: Uint8Array; readonly sums: Uint16Array } | null;
}

/**
 * Contributions to one cell in 11 bytes a student, and 12 more where states are shared; in pages, so
 * that one message costs the same in any class, and a cell that few were in stays small.
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
    let most = 0;
    for (let i = 0; i < STATE_COUNTS; i++) {
      const place = within * STATE_COUNTS + i;
      const count = page.counts[place] as number;
      before += count;
      page.counts[place] = count + (message[i] as number);
      most = Math.max(most, page.counts[place]);
    }
    for (let i = 0; i < SUMS; i++) {
      page.sums[within * SUMS + i] =
        (page.sums[within * SUMS + i] as number) + (message[SCORE_SUM + i] as number);
    }
    for (let i = 0; i < STATES; i++) {
      if (message[STATE_COUNTS + i] === 0) continue;
      page.states ??= {
        counts: new Uint8Array(PAGE_SLOTS * STATES),
        sums: new Uint16Array(PAGE_SLOTS * STATES),
      };
      const place = within * STATES + i;
      before += page.states.counts[place] as number;
      page.states.counts[place] = (page.states.counts[place] as number) + 1;
      page.states.sums[place] =
        (page.states.sums[place] as number) + (message[STATE_SUMS + i] as number);
      most = Math.max(most, page.states.counts[place]);
    }
    if (most > MOST_MESSAGES) halve(page, within);
    return before === 0;
  }

  read(slot: number, into: Float64Array): void {
    const page = this.pages[Math.floor(slot / PAGE_SLOTS)];
    if (page === undefined) {
      into.fill(0, 0, CONTRIBUTION_LENGTH);
      return;
    }
    const within = slot % PAGE_SLOTS;
    for (let i = 0; i < STATE_COUNTS; i++) {
      into[i] = page.counts[within * STATE_COUNTS + i] as number;
    }
    for (let i = 0; i < SUMS; i++) into[SCORE_SUM + i] = page.sums[within * SUMS + i] as number;
    for (let i = 0; i < STATES; i++) {
      const place = within * STATES + i;
      into[STATE_COUNTS + i] = page.states === null ? 0 : (page.states.counts[place] as number);
      into[STATE_SUMS + i] = page.states === null ? 0 : (page.states.sums[place] as number);
    }
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

function halve({ counts, sums, states }: Page, within: number): void {
  const shrink = (values: Uint8Array | Uint16Array, each: number): void => {
    for (let i = within * each; i < (within + 1) * each; i++) {
      values[i] = Math.ceil((values[i] as number) / 2);
    }
  };
  shrink(counts, STATE_COUNTS);
  shrink(sums, SUMS);
  if (states === null) return;
  shrink(states.counts, STATES);
  shrink(states.sums, STATES);
}
