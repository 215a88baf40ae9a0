import { areaUnderRoc } from '../../evaluation/roc.ts';
import { quantileOfSorted } from '../../evaluation/quantile.ts';
import { at } from '../../numeric/at.ts';
import type { FeatureSpec } from '../../signals/signal.ts';
import type { ClassDistribution, FeatureDistribution } from './exploration.ts';

const BINS = 24;
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** What of a window is looked at. */
export interface ExploredWindow {
  /** length x features, row-major, unscaled. */
  readonly values: Float32Array;
  /** Rows of padding at the beginning. */
  readonly padding: number;
  /** 0..1 for each class. */
  readonly targets: readonly number[];
}

/** A window counts for a class that is more true of it than not. */
export const isOf = ({ targets }: Pick<ExploredWindow, 'targets'>, label: number): boolean =>
  at(targets, label) > 0.5;

function binEdges(least: number, most: number): number[] {
  // A feature that never changes has one value and a width all the same.
  const width = most > least ? (most - least) / BINS : 1;
  return Array.from({ length: BINS + 1 }, (_, bin) => least + bin * width);
}

function distributionOf(samples: Float64Array, edges: readonly number[]): ClassDistribution {
  const count = samples.length;
  const shares = new Array<number>(BINS).fill(0);
  if (count === 0) return { samples: 0, quantiles: null, shares };
  const sorted = Array.from(samples.sort());
  const [first, width] = [at(edges, 0), at(edges, 1) - at(edges, 0)];
  for (const value of sorted) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor((value - first) / width)));
    shares[bin] = at(shares, bin) + 1 / count;
  }
  const [a, b, c, d, e] = QUANTILES;
  const quantile = (share: number) => quantileOfSorted(sorted, share);
  return {
    samples: count,
    quantiles: [quantile(a), quantile(b), quantile(c), quantile(d), quantile(e)],
    shares,
  };
}

/** Values of one feature in the rows of data of some windows. */
function samplesOf(
  windows: readonly ExploredWindow[],
  feature: number,
  featureCount: number,
): Float64Array {
  const rows = ({ values, padding }: ExploredWindow) => values.length / featureCount - padding;
  const samples = new Float64Array(windows.reduce((sum, window) => sum + rows(window), 0));
  let next = 0;
  for (const { values, padding } of windows) {
    for (let i = padding * featureCount + feature; i < values.length; i += featureCount) {
      samples[next++] = values[i] as number;
    }
  }
  return samples;
}

function separationOf(
  windows: readonly ExploredWindow[],
  means: readonly number[],
  classCount: number,
): number | null {
  let best: number | null = null;
  for (let label = 0; label < classCount; label++) {
    const area = areaUnderRoc(
      means,
      windows.map((window) => isOf(window, label)),
    );
    if (area === null) continue;
    best = Math.max(best ?? 0, area, 1 - area);
  }
  return best;
}

/** How one feature lies, class by class. `means` has its mean over each window's rows of data. */
export function featureDistribution(
  windows: readonly ExploredWindow[],
  {
    feature,
    index,
    featureCount,
  }: {
    readonly feature: FeatureSpec;
    readonly index: number;
    readonly featureCount: number;
  },
  means: readonly number[],
  classCount: number,
): FeatureDistribution {
  const all = samplesOf(windows, index, featureCount);
  let [least, most] = [Infinity, -Infinity];
  for (const value of all) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const edges = all.length === 0 ? binEdges(feature.min, feature.max) : binEdges(least, most);
  return {
    feature,
    edges,
    classes: Array.from({ length: classCount }, (_, label) => {
      const own = windows.filter((window) => isOf(window, label));
      return distributionOf(samplesOf(own, index, featureCount), edges);
    }),
    separation: separationOf(windows, means, classCount),
  };
}
