import type { LabelCurve } from '#core/lab/queue/label-curve.ts';
import * as Plot from '@observablehq/plot';
import { decimals, plotStyle, type PlotPlace, series, SOFT } from '../evaluation/plot-options.ts';

/** The two lines, which differ by their dashes too. */
export const CURVE_LINES = { given: series(0), random: series(5) } as const;

/** The score against labels given, over the range that random choice of as many gives. */
export function labelCurvePlot(
  { given, random, baseline }: LabelCurve,
  score: string,
  { document, width }: PlotPlace,
) {
  const last = given.at(-1);
  const all = [
    baseline,
    ...given.map((own) => own.score),
    ...random.flatMap((own) => [own.low, own.high]),
  ];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const spare = Math.max(0.05, 0.1 * (high - low));
  return Plot.plot({
    document,
    width: Math.min(width, 760),
    height: 280,
    marginLeft: 44,
    marginRight: 16,
    marginTop: 16,
    marginBottom: 46,
    style: plotStyle,
    ariaLabel: `${score} against labelled stretches${last === undefined ? '' : `: ${decimals(last.score)} with ${last.labels}`}; the same as a table below`,
    x: {
      label: 'labelled stretches',
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 38,
      nice: true,
      ticks: Math.max(2, Math.floor(width / 110)),
    },
    y: {
      domain: [Math.max(0, low - spare), Math.min(1, high + spare)],
      label: null,
      ticks: 5,
      grid: true,
    },
    marks: [
      Plot.ruleY([baseline], { stroke: SOFT, strokeDasharray: '2 4' }),
      Plot.areaY(random, {
        x: 'labels',
        y1: 'low',
        y2: 'high',
        fill: CURVE_LINES.random.colour,
        fillOpacity: 0.18,
      }),
      Plot.line(random, {
        x: 'labels',
        y: 'mean',
        stroke: CURVE_LINES.random.colour,
        strokeDasharray: CURVE_LINES.random.dash,
        strokeWidth: 2,
      }),
      Plot.line(given, {
        x: 'labels',
        y: 'score',
        stroke: CURVE_LINES.given.colour,
        strokeWidth: 2.5,
      }),
      Plot.dot(given, { x: 'labels', y: 'score', fill: CURVE_LINES.given.colour, r: 3.5 }),
    ],
  });
}
