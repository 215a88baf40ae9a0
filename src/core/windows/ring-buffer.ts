/** The last `capacity` rows of `width` float32 values, without allocating per row. */
export interface RowRing {
  readonly size: number;
  /** Copies `row`; the oldest row makes room. */
  push(row: Float32Array): void;
  clear(): void;
  /** A new row-major copy, oldest first. */
  snapshot(): Float32Array<ArrayBuffer>;
}

export function createRowRing(capacity: number, width: number): RowRing {
  const values = new Float32Array(capacity * width);
  let next = 0;
  let size = 0;
  return {
    get size() {
      return size;
    },
    push(row) {
      values.set(row, next * width);
      next = (next + 1) % capacity;
      size = Math.min(size + 1, capacity);
    },
    clear() {
      next = 0;
      size = 0;
    },
    snapshot() {
      const copy = new Float32Array(size * width);
      const oldest = size < capacity ? 0 : next;
      const upToEnd = Math.min(size, capacity - oldest);
      copy.set(values.subarray(oldest * width, (oldest + upToEnd) * width));
      copy.set(values.subarray(0, (size - upToEnd) * width), upToEnd * width);
      return copy;
    },
  };
}
