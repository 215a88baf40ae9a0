import type { ExplainedFeature } from '#core/lab/judge/run-judgement.ts';
import * as Plot from '@observablehq/plot';
import { ACCENT, INK, plotStyle, type PlotPlace, RULE, SOFT } from './plot-options.ts';

const ROW_PX = 84;

/**
 * Curves of a window in deviations from what each feature mostly is in training, which is the level
 * line: what an explanation compares with.
 */
export function featureCurvesPlot(
  features: readonly ExplainedFeature[],
  rateHz: number,
  { document, width }: PlotPlace,
) {
  const points = features.flatMap(({ name, curve, mean, deviation }) =>
    curve.map((value, row) => ({
      name,
      at: (row - curve.length + 1) / rateHz,
      value: deviation === 0 ? 0 : (value - mean) / deviation,
    })),
  );
  const names = features.map(({ name }) => name);
  const far = Math.max(2, ...points.map(({ value }) => Math.abs(value)));
  return Plot.plot({
    document,
    width: Math.min(width, 640),
    height: features.length * ROW_PX + 64,
    marginLeft: 40,
    marginRight: 12,
    marginTop: 20,
    marginBottom: 42,
    style: plotStyle,
    ariaLabel: `Curves of ${names.join(', ')} over the window, in deviations from their means`,
    fy: { domain: names, axis: null, padding: 0.25 },
    x: {
      label: 'seconds before its end',
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 34,
      ticks: 4,
    },
    y: { domain: [-far, far], ticks: 3, label: null },
    marks: [
      Plot.frame({ stroke: RULE, strokeOpacity: 0.6 }),
      Plot.ruleY(names, { fy: (name: string) => name, y: 0, stroke: SOFT, strokeDasharray: '3 3' }),
      Plot.line(points, { fy: 'name', x: 'at', y: 'value', stroke: ACCENT, strokeWidth: 1.75 }),
      Plot.text(names, {
        fy: (name: string) => name,
        frameAnchor: 'top-left',
        dy: -16,
        fill: INK,
        fontWeight: 600,
        fontSize: 12,
        text: (name: string) => name,
      }),
    ],
  });
}
