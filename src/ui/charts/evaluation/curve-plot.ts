import type { CurvePoint, LabelCurves } from '#core/evaluation/report/label-curves.ts';
import * as Plot from '@observablehq/plot';
import { decimals, plotStyle, type PlotPlace, series, SOFT } from './plot-options.ts';

export type CurveKind = 'roc' | 'precisionRecall';

/** One label's curve, its area as a figure, and the baseline's curve where there is one. */
export interface CurveOfLabel {
  readonly curves: LabelCurves;
  readonly baseline: LabelCurves | null;
  readonly area: number | null;
}

/** Points nearer to one another than this can't be told apart. */
const NEAR = 0.004;
const MARGINS = { left: 52, right: 14, bottom: 48 };
/** The legend stands above the square, where no curve goes. */
const LINE_PX = 20;
const LEGEND_X = 0.01;
const SAMPLE = 0.07;

const WORDS = {
  roc: { x: 'false positive rate', y: 'true positive rate', area: 'AUC' },
  precisionRecall: { x: 'recall', y: 'precision', area: 'AP' },
} as const satisfies Record<CurveKind, Record<string, string>>;

/** The points that change the picture. */
export function thinned(points: readonly CurvePoint[]): CurvePoint[] {
  const kept: CurvePoint[] = [];
  points.forEach((point, index) => {
    const last = kept.at(-1);
    const far = last === undefined || Math.hypot(point.x - last.x, point.y - last.y) >= NEAR;
    if (far || index === points.length - 1) kept.push(point);
  });
  return kept;
}

/** The ROC or precision-recall curves of labels in one square; thin lines are the baseline's. */
export function curvePlot(
  kind: CurveKind,
  labels: readonly CurveOfLabel[],
  { document, width }: PlotPlace,
) {
  const words = WORDS[kind];
  const side = Math.min(width, 520) - MARGINS.left - MARGINS.right;
  const marginTop = labels.length * LINE_PX + 10;
  const legend = labels.map(({ curves, area }, index) => ({
    text: `${curves.label}, ${words.area} ${decimals(area)}`,
    ...series(index),
    y: 1 + ((labels.length - index - 0.3) * LINE_PX) / side,
  }));
  const lines = labels.flatMap(({ curves, baseline }, index) => {
    const { colour, dash } = series(index);
    const line = (of: LabelCurves, strokeWidth: number, strokeOpacity: number) =>
      Plot.line(thinned(of[kind] ?? []), {
        x: 'x',
        y: 'y',
        stroke: colour,
        strokeDasharray: dash,
        strokeWidth,
        strokeOpacity,
      });
    return [
      ...(baseline === null ? [] : [line(baseline, 1, 0.7)]),
      line(curves, 2, 1),
      ...(kind === 'precisionRecall'
        ? [Plot.ruleY([curves.baseRate], { stroke: colour, strokeWidth: 0.75, strokeOpacity: 0.5 })]
        : []),
    ];
  });
  return Plot.plot({
    document,
    width: side + MARGINS.left + MARGINS.right,
    height: side + marginTop + MARGINS.bottom,
    marginTop,
    marginLeft: MARGINS.left,
    marginBottom: MARGINS.bottom,
    marginRight: MARGINS.right,
    style: plotStyle,
    ariaLabel: `${words.y} over ${words.x}. ${legend.map(({ text }) => text).join('; ')}`,
    x: {
      domain: [0, 1],
      label: words.x,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 40,
    },
    y: { domain: [0, 1], label: words.y, labelAnchor: 'center', labelArrow: 'none' },
    marks: [
      Plot.frame({ stroke: 'var(--heed-rule, currentColor)' }),
      ...(kind === 'roc'
        ? [
            Plot.link([0], {
              x1: 0,
              y1: 0,
              x2: 1,
              y2: 1,
              stroke: SOFT,
              strokeDasharray: '2 4',
              strokeOpacity: 0.7,
            }),
          ]
        : []),
      ...lines,
      ...legend.map(({ colour, dash, y }) =>
        Plot.link([0], {
          x1: LEGEND_X,
          x2: LEGEND_X + SAMPLE,
          y1: y,
          y2: y,
          stroke: colour,
          strokeDasharray: dash,
          strokeWidth: 2,
        }),
      ),
      Plot.text(legend, {
        x: LEGEND_X + SAMPLE + 0.015,
        y: 'y',
        text: 'text',
        textAnchor: 'start',
        fill: 'var(--heed-ink, currentColor)',
      }),
    ],
  });
}
