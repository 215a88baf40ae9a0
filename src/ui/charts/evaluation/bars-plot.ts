import * as Plot from '@observablehq/plot';
import { INK, plotStyle, type PlotPlace, RULE, series, textWidth } from './plot-options.ts';

/** A named value with how unsure it is. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Half the length of the line over the bar's end; null where it is not known. */
  readonly error: number | null;
}

const BAR_PX = 22;
const VALUE_PX = 64;

const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(3)}`;

/** Bars to both sides of nothing: one colour up, another down; lines show how unsure each is. */
export function barsPlot(
  bars: readonly Bar[],
  { axis, label }: { readonly axis: string; readonly label: string },
  { document, width }: PlotPlace,
) {
  const names = bars.map(({ name }) => name);
  const spans = bars.flatMap(({ name, value, error }) =>
    error === null ? [] : [{ name, low: value - error, high: value + error }],
  );
  const most = Math.min(width, 640);
  const marginLeft = Math.min(most * 0.45, Math.max(60, ...names.map(textWidth)) + 12);
  return Plot.plot({
    document,
    width: most,
    height: bars.length * BAR_PX + 56,
    marginLeft,
    marginRight: VALUE_PX,
    marginTop: 8,
    marginBottom: 44,
    style: plotStyle,
    ariaLabel: `${label}. ${bars.map(({ name, value }) => `${name}: ${signed(value)}`).join('; ')}`,
    x: {
      label: axis,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 36,
      ticks: 4,
      nice: true,
    },
    y: { domain: names, label: null, tickSize: 0 },
    marks: [
      Plot.ruleX([0], { stroke: RULE, strokeWidth: 1.5 }),
      Plot.barX(bars, {
        x: 'value',
        y: 'name',
        inset: 3,
        fill: ({ value }: Bar) => series(value < 0 ? 5 : 0).colour,
        fillOpacity: 0.75,
      }),
      Plot.ruleY(spans, { y: 'name', x1: 'low', x2: 'high', stroke: INK, strokeWidth: 1.25 }),
      Plot.text(bars, {
        y: 'name',
        frameAnchor: 'right',
        textAnchor: 'start',
        dx: 8,
        fontSize: 11,
        text: ({ value }: Bar) => signed(value),
      }),
    ],
  });
}
