import { expect, it } from 'vitest';
import { cleanName, NAME_MAX_BYTES, NAME_MAX_CHARACTERS } from '#core/live/messages/names.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { oddText } from '../../support/odd-text.ts';

const bytes = (text: string): number => new TextEncoder().encode(text).length;

it('[MSG-5] leaves an ordinary name as it is, in any script', () => {
  const names = [
    'Ada Lovelace',
    "Seán O'Connor",
    '李小龍',
    'Нина Симонова',
    'محمد علي',
    'ประยุทธ์',
    '🎓 Max',
  ];
  expect(names.map(cleanName)).toEqual(names);
});

it('[MSG-5] takes out what is not seen, what turns text around and what breaks lines', () => {
  expect(cleanName('  Ada\t\n\u2028 Lovelace\u00a0 ')).toBe('Ada Lovelace');
  expect(cleanName('ev\u202ee\u2066x\u200f')).toBe('evex');
  expect(cleanName('A\u200bd\u200da\ufeff\u00ad\u0000\u007f\u3164')).toBe('Ada');
  expect(cleanName('A\ud800d\udc00a')).toBe('Ada');
  expect(cleanName('Jose\u0301')).toBe('Jos\u00e9');
  expect(cleanName('a' + '\u0335'.repeat(200))).toBe('a\u0335\u0335\u0335');
});

it('[MSG-5] leaves markup as the text that it is', () => {
  expect(cleanName('<script>alert(1)</script>')).toBe('<script>alert(1)</script>');
});

it('[MSG-5] takes a name of nothing for none', () => {
  expect(['', ' ', '\u200b', '\n\t', '\u202e \ud800'].map(cleanName)).toEqual(
    Array.from({ length: 5 }, () => null),
  );
});

it('[MSG-5] cuts at a character, by characters and by bytes', () => {
  expect(cleanName('a'.repeat(33))).toBe('a'.repeat(32));
  expect(cleanName('é'.repeat(33))).toBe('é'.repeat(32));
  expect(cleanName('𝒜'.repeat(17))).toBe('𝒜'.repeat(16));
  expect(cleanName('語'.repeat(22))).toBe('語'.repeat(21));
  expect(cleanName(`${'a'.repeat(31)} b`)).toBe('a'.repeat(31));
  expect(cleanName('"'.repeat(40))).toBe('"'.repeat(32));
});

it('[MSG-5] keeps any text within its limits, and cleans a cleaned name to itself', () => {
  const random = seededRandom(5);
  for (let round = 0; round < 5000; round++) {
    const name = cleanName(oddText(random, 80));
    if (name === null) continue;
    expect(Array.from(name).length).toBeLessThanOrEqual(NAME_MAX_CHARACTERS);
    expect(bytes(JSON.stringify(name)) - 2).toBeLessThanOrEqual(NAME_MAX_BYTES);
    expect(cleanName(name)).toBe(name);
    expect(name).toBe(name.normalize('NFC'));
    expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|^\s|\s$|\s\s/u);
  }
});
