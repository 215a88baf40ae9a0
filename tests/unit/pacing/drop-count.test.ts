import { describe, expect, it } from 'vitest';
import { createDropCount } from '#core/pacing/drop-count.ts';

describe('the count of dropped frames', () => {
  it('[VIS-4] has those overtaken after they were received', () => {
    const count = createDropCount();
    count.receive(3, 2);
    count.receive(1, 0);
    expect(count.dropped()).toBe(2);
  });

  it('[VIS-4] has those that were delivered and never received, from the first reading on', () => {
    const count = createDropCount();
    count.receive(10, 0);
    count.delivered(25);
    count.receive(20, 0);
    count.delivered(50);
    count.delivered(50);
    count.delivered(50);
    expect(count.dropped()).toBe(5);
  });

  it('[VIS-4] does not take a frame under way for a dropped one', () => {
    const count = createDropCount();
    for (let second = 1; second <= 60; second++) {
      count.receive(30, 0);
      count.delivered(second * 30 + (second % 3 === 0 ? 0 : 1));
      expect(count.dropped()).toBe(0);
    }
  });

  it('[VIS-4] begins anew with a new track', () => {
    const count = createDropCount();
    count.receive(5, 4);
    count.restart();
    expect(count.dropped()).toBe(0);
  });
});
