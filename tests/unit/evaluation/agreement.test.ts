import { expect, test } from 'vitest';
import { agreementOf, median } from '#core/evaluation/agreement.ts';

test('a line is in full agreement in r, and its distance is the error', () => {
  const { r, meanAbsoluteError, spread } = agreementOf([1, 2, 3], [3, 5, 7]);
  expect(r).toBeCloseTo(1, 12);
  expect(meanAbsoluteError).toBeCloseTo(3, 12);
  expect(spread).toBeCloseTo(Math.sqrt(8 / 3), 12);
});

test('r is known against an independent calculation, and has a sign', () => {
  expect(agreementOf([1, 2, 4, 3], [2, 1, 4, 6]).r).toBeCloseTo(5.5 / Math.sqrt(5 * 14.75), 12);
  expect(agreementOf([1, 2, 3], [3, 2, 1]).r).toBeCloseTo(-1, 12);
});

test('what does not vary agrees with nothing: r is absent, not 0', () => {
  expect(agreementOf([1, 1, 1], [1, 2, 3]).r).toBeNull();
});

test('series that cannot be compared are refused', () => {
  expect(() => agreementOf([1], [1, 2])).toThrow(RangeError);
  expect(() => agreementOf([], [])).toThrow(RangeError);
});

test('the median is the middle', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNull();
});
