import { CONTRIBUTION_LENGTH, type Contributions } from './contribution.ts';

/** One row of doubles for each slot. */
export class FlatContributions implements Contributions {
  length = 0;
  private rows = new Float64Array(16 * CONTRIBUTION_LENGTH);

  private reach(slot: number): number {
    const start = slot * CONTRIBUTION_LENGTH;
    if (start >= this.rows.length) {
      const grown = new Float64Array(Math.max(start + CONTRIBUTION_LENGTH, 2 * this.rows.length));
      grown.set(this.rows);
      this.rows = grown;
    }
    this.length = Math.max(this.length, slot + 1);
    return start;
  }

  read(slot: number, into: Float64Array): void {
    const start = slot * CONTRIBUTION_LENGTH;
    for (let i = 0; i < CONTRIBUTION_LENGTH; i++) {
      into[i] = slot < this.length ? (this.rows[start + i] as number) : 0;
    }
  }

  add(slot: number, message: Float64Array): void {
    const start = this.reach(slot);
    for (let i = 0; i < CONTRIBUTION_LENGTH; i++) {
      this.rows[start + i] = (this.rows[start + i] as number) + (message[i] as number);
    }
  }

  write(slot: number, contribution: Float64Array): void {
    const start = this.reach(slot);
    this.rows.set(contribution, start);
  }

  has(slot: number): boolean {
    const start = slot * CONTRIBUTION_LENGTH;
    for (let i = 0; slot < this.length && i < CONTRIBUTION_LENGTH; i++) {
      if (this.rows[start + i] !== 0) return true;
    }
    return false;
  }
}
