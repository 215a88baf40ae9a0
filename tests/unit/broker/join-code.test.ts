import { expect, it } from 'vitest';
import { newInstructorKey, newJoinCode, readJoinCode } from '../../../scripts/broker/join-code.ts';

it('[BRK-8] a code is two groups of four, without characters that look alike', () => {
  const codes = Array.from({ length: 500 }, newJoinCode);
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
  expect(new Set(codes).size).toBe(500);
  // Every character of the alphabet is drawn: 4,000 draws miss one of 31 with 1e-56.
  expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(31);
});

it('[BRK-8] a code that is given is taken as it may be typed', () => {
  for (const typed of ['abcd-ef23', 'ABCDEF23', ' abcd ef23 ']) {
    expect(readJoinCode(typed)).toBe('ABCD-EF23');
  }
  for (const wrong of ['', 'ABCD-EF2', 'ABCD-EF234', 'ABCD-EF20', 'ABCD-EFIL', 'ABCD-EFÄ3']) {
    expect(readJoinCode(wrong), wrong).toBeNull();
  }
});

it("[BRK-8] an instructor's key fits into an address as it is", () => {
  const keys = Array.from({ length: 100 }, newInstructorKey);
  for (const key of keys) expect(key).toMatch(/^[\w-]{32}$/);
  expect(new Set(keys).size).toBe(100);
});
