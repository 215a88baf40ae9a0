import { expect, it } from 'vitest';
import { factsOfWord } from '#core/dataset/facts-of-word.ts';

it('[LBD-3] a word stands for what is said of it, and else for itself, whatever it is called', () => {
  expect(factsOfWord('1', { '1': 'engagement' })).toMatchObject({
    className: 'engagement',
    levels: { boredom: 0, engagement: 2, confusion: 0, frustration: 0 },
  });
  for (const word of ['constructor', 'toString', '__proto__']) {
    expect(factsOfWord(word, {})).toEqual({ className: word, status: null, levels: null });
  }
});
