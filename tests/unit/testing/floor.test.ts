import { describe, expect, it } from 'vitest';
import { createFloor } from '../../../scripts/testing/floor.ts';

function hall() {
  const heard: string[] = [];
  const floor = createFloor((text) => heard.push(text));
  return { floor, said: () => heard.join('') };
}

describe('steps that run side by side', () => {
  it('[TST-3] are told one after another, and the first at once', () => {
    const { floor, said } = hall();
    const first = floor.speaker();
    const second = floor.speaker();
    first.say('a1 ');
    second.say('b1 ');
    first.say('a2 ');
    expect(said()).toBe('a1 a2 ');
    first.end();
    expect(said()).toBe('a1 a2 b1 ');
    second.say('b2');
    expect(said()).toBe('a1 a2 b1 b2');
  });

  it('[TST-3] lose no word of one that ended while it waited', () => {
    const { floor, said } = hall();
    const [first, second, third] = [floor.speaker(), floor.speaker(), floor.speaker()];
    second.say('b ');
    second.end();
    third.say('c');
    third.end();
    expect(said()).toBe('');
    first.say('a ');
    first.end();
    expect(said()).toBe('a b c');
    floor.speaker().say(' d');
    expect(said()).toBe('a b c d');
  });
});
