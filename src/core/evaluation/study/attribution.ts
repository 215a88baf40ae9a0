import { at } from '../../numeric/at.ts';
import { shuffled } from '../../numeric/seeded-random.ts';
import type { Random } from '../../ports.ts';

/** 1 for each feature that a window keeps; the others stand at what they mostly are. */
export type Coalition = Uint8Array<ArrayBuffer>;

/** What one feature did to each output. */
export interface FeatureShare {
  /** One number for each output: how much of the way from `base` to `said` is its doing. */
  readonly values: readonly number[];
  /** Standard errors of the same; null of a single pair of orders. */
  readonly errors: readonly number[] | null;
}

export interface Attribution {
  /** What the model says where every feature stands at what it mostly is. */
  readonly base: readonly number[];
  readonly said: readonly number[];
  /** In the order of the signal. */
  readonly features: readonly FeatureShare[];
  /** Orders in which the features were let in. */
  readonly orders: number;
}

export interface AttributionSettings {
  readonly featureCount: number;
  /** Pairs of an order and its reverse. */
  readonly pairs: number;
  /** Pairs that are asked for at once. */
  readonly together: number;
  readonly random: Random;
}

type Rows = readonly (readonly number[])[];

/** What the features let in one after the other are worth, in `order`. */
function* lettingIn(order: readonly number[], count: number): Generator<Coalition> {
  const coalition = new Uint8Array(count);
  for (const feature of order.slice(0, -1)) {
    coalition[feature] = 1;
    yield coalition.slice();
  }
}

const minus = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, output) => value - at(b, output));

/**
 * Shapley values (1953) of a window's features, by orders drawn at random (Štrumbelj and Kononenko
 * 2014), each together with its reverse, which lowers the error (Mitchell et al. 2022). Yields the
 * coalitions that it needs the outputs of, and is given them, one row each. Over features the values
 * sum to `said` less `base` for every output, however few orders are drawn. Throws RangeError where
 * a row is missing.
 */
export function* attributing(
  settings: AttributionSettings,
): Generator<readonly Coalition[], Attribution, Rows> {
  const { featureCount, pairs, together, random } = settings;
  const features = Array.from({ length: featureCount }, (_, feature) => feature);
  const ends = yield [new Uint8Array(featureCount), new Uint8Array(featureCount).fill(1)];
  const [base, said] = [at(ends, 0), at(ends, 1)];
  const sums = features.map(() => said.map(() => 0));
  const squares = features.map(() => said.map(() => 0));

  for (let done = 0; done < pairs;) {
    const drawn = Array.from({ length: Math.min(together, pairs - done) }, () => {
      const order = shuffled(features, random);
      return [order, order.toReversed()];
    });
    const rows = yield drawn.flat().flatMap((order) => [...lettingIn(order, featureCount)]);
    let next = 0;
    for (const pair of drawn) {
      const shares = features.map(() => said.map(() => 0));
      for (const order of pair) {
        let before: readonly number[] = base;
        for (const [place, feature] of order.entries()) {
          const after = place === featureCount - 1 ? said : at(rows, next++);
          const share = at(shares, feature);
          minus(after, before).forEach((moved, output) => {
            share[output] = at(share, output) + moved / 2;
          });
          before = after;
        }
      }
      shares.forEach((share, feature) => {
        share.forEach((value, output) => {
          const [sum, square] = [at(sums, feature), at(squares, feature)];
          sum[output] = at(sum, output) + value;
          square[output] = at(square, output) + value * value;
        });
      });
    }
    done += drawn.length;
  }

  const errorOf = (sum: number, square: number): number =>
    Math.sqrt(Math.max(0, square - (sum * sum) / pairs) / (pairs - 1) / pairs);
  return {
    base,
    said,
    orders: 2 * pairs,
    features: features.map((feature): FeatureShare => {
      const sum = at(sums, feature);
      const square = at(squares, feature);
      return {
        values: sum.map((value) => value / pairs),
        errors: pairs < 2 ? null : sum.map((value, output) => errorOf(value, at(square, output))),
      };
    }),
  };
}
