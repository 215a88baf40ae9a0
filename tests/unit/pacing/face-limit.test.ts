import { expect, it } from 'vitest';
import { afterLook, MAX_FACES, ONE_FACE } from '#core/pacing/face-limit.ts';

const after = (...headcounts: number[]): number => headcounts.reduce(afterLook, ONE_FACE).limit;

it('[VIS-3] a second person raises the limit at the first look', () => {
  expect(after(1, 2)).toBe(2);
});

it('[VIS-3] one look that misses somebody does not lower it, two do', () => {
  expect(after(2, 1)).toBe(2);
  expect(after(2, 1, 2, 1)).toBe(2);
  expect(after(2, 1, 1)).toBe(1);
});

it('[VIS-3] stays between one face and the most that are tracked', () => {
  expect(after(0, 0, 0)).toBe(1);
  expect(after(9)).toBe(MAX_FACES);
});
