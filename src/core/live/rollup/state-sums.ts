import { LEARNING_STATES } from '../../models/prediction.ts';
import { STATE_COUNTS, STATE_SUMS } from './contribution.ts';

const STATES = LEARNING_STATES.length;
/** A mean of 0..1 in one byte; a count beside it. */
const STEPS = 255;

/**
 * Learning states of the students of one page: a count of one byte and a sum of hundredths in two
 * for each state; packed, one byte less for each, with the mean instead of the sum.
 */
export class StateSums {
  private readonly students: number;
  private readonly counts: Uint8Array;
  private sums: Uint16Array | null;
  private means: Uint8Array | null = null;

  constructor(students: number) {
    this.students = students;
    this.counts = new Uint8Array(students * STATES);
    this.sums = new Uint16Array(students * STATES);
  }

  /** Adds what the message tells; returns the highest count before, and unpacks. */
  add(within: number, message: Float64Array): number {
    const sums = this.unpacked();
    let most = 0;
    for (let i = 0; i < STATES; i++) {
      const place = within * STATES + i;
      const count = this.counts[place] as number;
      most = Math.max(most, count);
      this.counts[place] = count + (message[STATE_COUNTS + i] as number);
      sums[place] = (sums[place] as number) + (message[STATE_SUMS + i] as number);
    }
    return most;
  }

  read(within: number, into: Float64Array): void {
    for (let i = 0; i < STATES; i++) {
      const place = within * STATES + i;
      const count = this.counts[place] as number;
      into[STATE_COUNTS + i] = count;
      into[STATE_SUMS + i] = this.sums === null ? this.sumOf(place) : (this.sums[place] as number);
    }
  }

  halve(within: number): void {
    const sums = this.unpacked();
    for (let place = within * STATES; place < (within + 1) * STATES; place++) {
      const count = this.counts[place] as number;
      const less = Math.ceil(count / 2);
      if (count > 0) sums[place] = Math.round(((sums[place] as number) * less) / count);
      this.counts[place] = less;
    }
  }

  /** For what is rarely added to any more: means to within 0.002. */
  pack(): void {
    if (this.sums === null) return;
    const means = new Uint8Array(this.students * STATES);
    for (let place = 0; place < means.length; place++) {
      const count = this.counts[place] as number;
      if (count > 0)
        means[place] = Math.round((STEPS * (this.sums[place] as number)) / count / 100);
    }
    this.means = means;
    this.sums = null;
  }

  private unpacked(): Uint16Array {
    if (this.sums !== null) return this.sums;
    const sums = new Uint16Array(this.students * STATES);
    for (let place = 0; place < sums.length; place++) sums[place] = Math.round(this.sumOf(place));
    this.sums = sums;
    this.means = null;
    return sums;
  }

  private sumOf(place: number): number {
    const mean = this.means?.[place] ?? 0;
    return ((this.counts[place] as number) * 100 * mean) / STEPS;
  }
}
