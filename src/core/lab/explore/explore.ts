import type { SourcedWindow } from '../../dataset/sided-window.ts';
import { at } from '../../numeric/at.ts';
import type { Signal } from '../../signals/signal.ts';
import { correlationMatrix } from './correlation.ts';
import { featureDistribution, isOf } from './distribution.ts';
import type { FeatureDistribution, FeatureExploration } from './exploration.ts';

/** Mean of each feature over the rows of data of each window; a column for each feature. */
function meansOf(windows: readonly SourcedWindow[], featureCount: number): number[][] {
  const columns = Array.from({ length: featureCount }, () => new Array<number>(windows.length));
  for (const [place, { values, padding }] of windows.entries()) {
    const rows = values.length / featureCount - padding;
    for (let feature = 0; feature < featureCount; feature++) {
      let sum = 0;
      for (let i = padding * featureCount + feature; i < values.length; i += featureCount) {
        sum += values[i] as number;
      }
      at(columns, feature)[place] = sum / rows;
    }
  }
  return columns;
}

/** Describes windows class by class. Yields after each feature. Throws RangeError without a window. */
export function* exploring(
  windows: readonly SourcedWindow[],
  { features }: Pick<Signal, 'features'>,
  classes: readonly string[],
): Generator<number, FeatureExploration> {
  if (windows.length === 0) throw new RangeError('there are no windows to describe');
  const featureCount = features.length;
  const means = meansOf(windows, featureCount);
  const distributions: FeatureDistribution[] = [];
  for (const [index, feature] of features.entries()) {
    const own = { feature, index, featureCount };
    distributions.push(featureDistribution(windows, own, at(means, index), classes.length));
    yield index + 1;
  }
  return {
    classes,
    windowsPerClass: classes.map((_, label) => windows.filter((one) => isOf(one, label)).length),
    windows: windows.length,
    persons: new Set(windows.map(({ person }) => person)).size,
    features: distributions,
    correlation: correlationMatrix(means),
  };
}
