import { describe, expect, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { resultOf } from '#core/numeric/result-of.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { type BatchInput, chooseBatch, STRATEGIES } from '#core/lab/queue/choose-batch.ts';
import { lowering } from '#core/lab/queue/nearest.ts';
import { standardPoints } from '#core/lab/queue/summary-space.ts';
import { uncertaintyOf } from '#core/lab/queue/uncertainty.ts';
import { durationMs } from '#core/units.ts';
import { normal, pointsOf, stretchAt } from './made-stretches.ts';

const NONE = { columns: 3, values: new Float32Array(0) };

/** Stretches of `recordings`, each with one every 4 s, and points and doubts at random. */
function made(seed: number, over: Partial<BatchInput> = {}): BatchInput {
  const random = seededRandom(seed);
  const stretches = Array.from({ length: 5 }, (_, recording) =>
    Array.from({ length: 20 + 10 * recording }, (_, k) => stretchAt(`r${recording}`, 4 * k)),
  ).flat();
  return {
    stretches,
    points: pointsOf(stretches.map(() => [normal(random), normal(random), normal(random)])),
    labelled: pointsOf([[0, 0, 0]]),
    uncertainty: stretches.map(() => random()),
    strategy: 'both',
    size: 10,
    apart: durationMs(10_000),
    random: seededRandom(seed),
    ...over,
  };
}

describe('how unsure a model is', () => {
  it('[ACT-2] is 0 where it is certain, 1 where it says nothing, and no matter of the order', () => {
    expect(uncertaintyOf([1, 0, 0, 0], 'exclusive')).toBe(0);
    expect(uncertaintyOf([0.25, 0.25, 0.25, 0.25], 'exclusive')).toBeCloseTo(1, 12);
    expect(uncertaintyOf([0, 1, 1], 'independent')).toBe(0);
    expect(uncertaintyOf([0.5, 0.5], 'independent')).toBeCloseTo(1, 12);
    const random = seededRandom(5);
    for (let round = 0; round < 50; round++) {
      const raw = [random(), random(), random()];
      const sum = raw.reduce((a, b) => a + b);
      const row = raw.map((value) => value / sum);
      const own = uncertaintyOf(row, 'exclusive');
      expect(own).toBeGreaterThan(0);
      expect(own).toBeLessThanOrEqual(1);
      expect(uncertaintyOf(row.toReversed(), 'exclusive')).toBeCloseTo(own, 12);
      // Towards even shares it only grows.
      const evener = row.map((value) => 0.5 * value + 0.5 / 3);
      expect(uncertaintyOf(evener, 'exclusive')).toBeGreaterThanOrEqual(own);
    }
    expect(() => uncertaintyOf([0.5, Number.NaN], 'exclusive')).toThrow(RangeError);
    expect(() => uncertaintyOf([1], 'exclusive')).toThrow(RangeError);
  });
});

describe('distances', () => {
  it('[ACT-3] are those to the nearest, however early a sum was given up', () => {
    const random = seededRandom(11);
    const rows = (count: number) =>
      Array.from({ length: count }, () => Array.from({ length: 37 }, () => normal(random)));
    const [own, others] = [rows(40), rows(60)];
    const nearest = new Float64Array(40).fill(Infinity);
    resultOf(lowering(pointsOf(own), pointsOf(others), nearest));
    own.forEach((row, index) => {
      const plain = others.map((other) =>
        row.reduce(
          (sum, value, j) => sum + (Math.fround(value) - Math.fround(at(other, j))) ** 2,
          0,
        ),
      );
      expect(at(nearest, index)).toBeCloseTo(Math.min(...plain), 8);
    });
  });

  it('[ACT-3] count every feature in its own deviations, and one odd value for five at most', () => {
    const random = seededRandom(2);
    const rows = Array.from({ length: 200 }, () =>
      Float32Array.of(normal(random), 1000 * normal(random), 7),
    );
    rows.push(Float32Array.of(0, 1e9, 7));
    const { columns, values } = standardPoints(rows);
    expect(columns).toBe(3);
    expect(values.every((value) => Math.abs(value) <= 5)).toBe(true);
    expect(rows.every((_, index) => values[index * 3 + 2] === 0)).toBe(true);
    expect(values[200 * 3 + 1]).toBe(5);
  });
});

describe('a batch', () => {
  it.each(STRATEGIES)(
    '[ACT-4] by %s is the same for the same seed, and asks nothing twice',
    (strategy) => {
      for (let seed = 1; seed <= 5; seed++) {
        const chosen = chooseBatch(made(seed, { strategy }));
        expect(chooseBatch(made(seed, { strategy }))).toEqual(chosen);
        expect(new Set(chosen.map(({ stretch }) => stretch)).size).toBe(10);
      }
    },
  );

  it.each(['both', 'unsure', 'unlike'] as const)(
    '[ACT-5] by %s never has two neighbours of one recording, and asks every recording before one twice more',
    (strategy) => {
      for (let seed = 1; seed <= 10; seed++) {
        const input = made(seed, { strategy, size: 15 });
        const chosen = chooseBatch(input).map(({ stretch }) => at(input.stretches, stretch));
        const perRecording = new Map<string, number>();
        chosen.forEach((own, index) => {
          perRecording.set(own.recording, (perRecording.get(own.recording) ?? 0) + 1);
          for (const other of chosen.slice(0, index)) {
            if (other.recording !== own.recording) continue;
            expect(
              Math.abs((own.span?.from ?? 0) - (other.span?.from ?? 0)),
            ).toBeGreaterThanOrEqual(10_000);
          }
        });
        expect([...perRecording.values()]).toEqual([3, 3, 3, 3, 3]);
      }
    },
  );

  it('[ACT-5] is smaller where there is nothing left that is far enough apart', () => {
    const input = made(1);
    const stretches = input.stretches.filter(({ recording }) => recording === 'r0');
    const chosen = chooseBatch({
      ...input,
      stretches,
      points: pointsOf(stretches.map((_, k) => [k, 0, 0])),
      size: 40,
    });
    // 20 stretches lie within 80 s.
    expect(chosen.length).toBeGreaterThan(3);
    expect(chosen.length).toBeLessThanOrEqual(8);
    expect(chooseBatch({ ...input, stretches: [], points: NONE })).toEqual([]);
  });

  it('[ACT-6] asks first for what the model knows least of, and by turns for what is unlike all that is known', () => {
    const input = made(4);
    const doubts = input.uncertainty ?? [];
    const unsure = chooseBatch({ ...input, strategy: 'unsure', random: seededRandom(1) });
    expect(doubts[at(unsure, 0).stretch]).toBe(Math.max(...doubts));
    const both = chooseBatch({ ...input, random: seededRandom(1) });
    expect(both.map(({ by }) => by)).toEqual(
      both.map((_, place) => (place % 2 === 0 ? 'unsure' : 'unlike')),
    );
    expect(at(both, 0).stretch).toBe(at(unsure, 0).stretch);
  });

  it('[ACT-6] draws what is unlike in proportion to its squared distance', () => {
    const stretches = [0, 1, 2, 3].map((k) => stretchAt(`r${k}`, 0));
    const points = pointsOf([[0], [1], [2], [3]]);
    const times = [0, 0, 0, 0];
    const random = seededRandom(6);
    const rounds = 1400;
    for (let round = 0; round < rounds; round++) {
      const [first] = chooseBatch({
        ...made(1, { stretches, points, uncertainty: null, strategy: 'unlike', size: 1, random }),
        labelled: pointsOf([[0]]),
      });
      times[first?.stretch ?? -1] = (times[first?.stretch ?? -1] ?? 0) + 1;
      expect(first?.distance).toBeCloseTo(first?.stretch ?? -1, 6);
    }
    [0, 1, 4, 9].forEach((squared, k) => {
      const share = squared / 14;
      const spread = 5 * Math.sqrt(rounds * share * (1 - share));
      expect(Math.abs(at(times, k) - share * rounds)).toBeLessThanOrEqual(spread);
    });
  });

  it('[ACT-6] finds nearly every cluster before it asks for one twice', () => {
    const random = seededRandom(8);
    const middles = [0, 10, 20, 30, 40, 50];
    const stretches = middles.flatMap((_, cluster) =>
      Array.from({ length: 12 }, (_, k) => stretchAt(`c${cluster}-${k}`, 0)),
    );
    const points = pointsOf(
      middles.flatMap((middle) =>
        Array.from({ length: 12 }, () => [middle + 0.3 * normal(random), 0.3 * normal(random)]),
      ),
    );
    const labelled = { columns: 2, values: new Float32Array(0) };
    const found = Array.from({ length: 50 }, (_, seed) => {
      const chosen = chooseBatch({
        ...made(1, { stretches, points, labelled, uncertainty: null, strategy: 'unlike', size: 6 }),
        random: seededRandom(seed),
      });
      return new Set(chosen.map(({ stretch }) => Math.floor(stretch / 12))).size;
    });
    // At random it would be 6 · (1 - (5/6)^6) = 4.0 of 6.
    expect(found.reduce((sum, count) => sum + count, 0) / found.length).toBeGreaterThan(5.8);
  });

  it('[ACT-7] without a model asks for what is unlike the rest, the most ordinary first where nothing is labelled', () => {
    for (const strategy of ['both', 'unsure', 'unlike'] as const) {
      const input = made(9, { strategy, uncertainty: null, labelled: NONE });
      const chosen = chooseBatch(input);
      expect(chosen.map(({ by }) => by)).toEqual(['typical', ...Array<string>(9).fill('unlike')]);
      const lengths = input.stretches.map((_, k) =>
        Math.hypot(...input.points.values.subarray(3 * k, 3 * k + 3)),
      );
      expect(lengths[at(chosen, 0).stretch]).toBe(Math.min(...lengths));
    }
  });

  it('[ACT-4] at random chooses every stretch about as often', () => {
    const times = new Map<number, number>();
    const rounds = 400;
    const input = made(1);
    const random = seededRandom(77);
    for (let round = 0; round < rounds; round++) {
      for (const { stretch } of chooseBatch({ ...input, strategy: 'random', random })) {
        times.set(stretch, (times.get(stretch) ?? 0) + 1);
      }
    }
    const expected = (10 * rounds) / input.stretches.length;
    expect(times.size).toBe(input.stretches.length);
    // Within five deviations of a binomial count.
    for (const count of times.values()) {
      expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });
});
