import { durationMs, type DurationMs } from '../units.ts';

/** Collects durations between two reports. */
export class Timings {
  readonly #values: number[] = [];

  add(duration: number): void {
    this.#values.push(duration);
  }

  get count(): number {
    return this.#values.length;
  }

  /** The value that a share `p` of them does not exceed (nearest rank); null where there are none. */
  quantile(p: number): DurationMs | null {
    if (this.#values.length === 0) return null;
    const sorted = this.#values.toSorted((a, b) => a - b);
    const rank = Math.max(1, Math.ceil(p * sorted.length));
    return durationMs(sorted[rank - 1] as number);
  }

  clear(): void {
    this.#values.length = 0;
  }
}
