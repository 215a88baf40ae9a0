import type { CalibrationCurves } from '#core/evaluation/report/calibration-curves.ts';
import * as Plot from '@observablehq/plot';
import { ACCENT, decimals, INK, plotStyle, type PlotPlace, RULE, SOFT } from './plot-options.ts';

/** Below it three titles do not fit beside each other. */
const NARROW_PX = 460;
const COLUMNS = 3;
const TITLE_PX = 46;

interface Point {
  readonly fx: number;
  readonly fy: number;
  readonly stated: number;
  readonly observed: number;
  readonly count: number;
}

/** What was stated against how often it came true: grey as the model gives it, coloured calibrated. */
export function reliabilityPlot(
  curves: readonly CalibrationCurves[],
  { document, width }: PlotPlace,
) {
  const columns = Math.min(width < NARROW_PX ? 2 : COLUMNS, curves.length);
  const rows = Math.ceil(curves.length / columns);
  const place = (index: number) => ({ fx: index % columns, fy: Math.floor(index / columns) });
  const points = (of: 'before' | 'after'): Point[] =>
    curves.flatMap((curve, index) =>
      curve[of].bins.flatMap(({ stated, observed, count }): readonly Point[] =>
        stated === null || observed === null ? [] : [{ ...place(index), stated, observed, count }],
      ),
    );
  const titles = curves.map(({ label, before, after }, index) => ({
    ...place(index),
    label: label ?? 'whichever is called',
    error: `error ${decimals(before.expectedCalibrationError)}, calibrated ${decimals(after.expectedCalibrationError)}`,
  }));
  const marks = (of: 'before' | 'after', colour: string) => [
    Plot.line(points(of), {
      fx: 'fx',
      fy: 'fy',
      x: 'stated',
      y: 'observed',
      stroke: colour,
      strokeWidth: of === 'after' ? 2 : 1.25,
      strokeDasharray: of === 'after' ? '' : '4 3',
    }),
    Plot.dot(points(of), {
      fx: 'fx',
      fy: 'fy',
      x: 'stated',
      y: 'observed',
      r: 'count',
      fill: colour,
      fillOpacity: of === 'after' ? 0.75 : 0.35,
      title: ({ count, stated, observed }: Point) =>
        `${count} windows said ${decimals(stated)}, ${decimals(observed)} came true`,
    }),
  ];
  const facet = (Math.min(width, 240 * columns + 60) - 60) / columns;
  return Plot.plot({
    document,
    width: facet * columns + 60,
    height: (facet + TITLE_PX) * rows + 50,
    marginLeft: 48,
    marginBottom: 46,
    marginTop: TITLE_PX,
    marginRight: 12,
    style: plotStyle,
    ariaLabel: `Reliability. ${titles.map(({ label, error }) => `${label}: ${error}`).join('; ')}`,
    fx: { axis: null, padding: 0.12 },
    fy: { axis: null, padding: 0.3 },
    x: {
      domain: [0, 1],
      ticks: 3,
      label: 'stated',
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 38,
    },
    y: { domain: [0, 1], ticks: 3, label: 'came true', labelAnchor: 'center', labelArrow: 'none' },
    r: { range: [1.5, 7] },
    marks: [
      Plot.frame({ stroke: RULE }),
      Plot.link([0], {
        x1: 0,
        y1: 0,
        x2: 1,
        y2: 1,
        stroke: SOFT,
        strokeDasharray: '2 4',
        strokeOpacity: 0.7,
      }),
      ...marks('before', SOFT),
      ...marks('after', ACCENT),
      Plot.text(titles, {
        fx: 'fx',
        fy: 'fy',
        frameAnchor: 'top-left',
        dy: -36,
        fill: INK,
        fontWeight: 600,
        text: 'label',
      }),
      Plot.text(titles, {
        fx: 'fx',
        fy: 'fy',
        frameAnchor: 'top-left',
        dy: -19,
        text: 'error',
        fontSize: 10.5,
      }),
    ],
  });
}
