import { describe, expect, it } from 'vitest';
import { costsOf } from '../../../scripts/bench/class/rollup-cost.ts';
import { quantile } from '../../../scripts/bench/figure.ts';

const MESSAGES = 30_000;
/** Memory that is farther away costs something; what grows with the class would cost 250 times as much. */
const AT_MOST_TIMES = 6;

describe('the cost of a message', () => {
  it('[SCL-3] is in a class of 5,000 what it is in one of 20', () => {
    const cost = (students: number): number => {
      const { reading, takingIn } = costsOf(students, MESSAGES);
      return quantile(reading, 0.5) + quantile(takingIn, 0.5);
    };
    expect(cost(5000)).toBeLessThan(AT_MOST_TIMES * cost(20));
  });
});
