import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { createRowRing } from '#core/windows/ring-buffer.ts';

describe('row ring', () => {
  it('[WIN-1] holds the last rows, oldest first, whatever was pushed (against a plain array)', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 50; round++) {
      const capacity = 1 + Math.floor(random() * 8);
      const width = 1 + Math.floor(random() * 3);
      const ring = createRowRing(capacity, width);
      let oracle: number[][] = [];
      for (let step = 0; step < 40; step++) {
        if (random() < 0.05) {
          ring.clear();
          oracle = [];
        }
        const row = Array.from({ length: width }, () => Math.fround(random()));
        ring.push(Float32Array.from(row));
        oracle = [...oracle, row].slice(-capacity);
        expect([...ring.snapshot()]).toEqual(oracle.flat());
        expect(ring.size).toBe(oracle.length);
      }
    }
  });

  it('[WIN-1] gives a copy that later rows do not change', () => {
    const ring = createRowRing(2, 1);
    ring.push(Float32Array.of(1));
    const before = ring.snapshot();
    ring.push(Float32Array.of(2));
    ring.push(Float32Array.of(3));
    expect([...before]).toEqual([1]);
  });
});
