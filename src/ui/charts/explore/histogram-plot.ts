import type { FeatureDistribution } from '#core/lab/explore/exploration.ts';
import * as Plot from '@observablehq/plot';
import { plotStyle, type PlotPlace, series } from '../evaluation/plot-options.ts';
import { featureName, UNIT_WORDS } from '../../words/feature-words.ts';

/** Shares of the samples of each class over the values of one feature, as stepped lines. */
export function histogramPlot(
  { feature, edges, classes: own }: FeatureDistribution,
  classes: readonly string[],
  { document, width }: PlotPlace,
) {
  const lines = own.flatMap(({ samples, shares }, index) => {
    const label = classes[index];
    if (samples === 0 || label === undefined) return [];
    const { colour, dash } = series(index);
    const points = [...shares, 0].map((share, bin) => ({ at: edges[bin] ?? 0, share }));
    return [
      Plot.line(points, {
        x: 'at',
        y: 'share',
        curve: 'step-after',
        stroke: colour,
        strokeWidth: 2,
        strokeDasharray: dash,
      }),
    ];
  });
  return Plot.plot({
    document,
    width: Math.min(width, 720),
    height: 260,
    marginLeft: 56,
    marginBottom: 44,
    style: plotStyle,
    ariaLabel: `How ${featureName(feature.name)} is distributed for ${classes.join(', ')}`,
    x: {
      label: `${featureName(feature.name)}, ${UNIT_WORDS[feature.unit]}`,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 36,
    },
    y: {
      label: 'share of the samples',
      labelArrow: 'none',
      tickFormat: '.0%',
      grid: true,
      ticks: 4,
    },
    marks: [Plot.ruleY([0]), ...lines],
  });
}
