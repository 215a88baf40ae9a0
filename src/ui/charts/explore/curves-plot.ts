import type { FeatureSpec } from '#core/signals/signal.ts';
import * as Plot from '@observablehq/plot';
import { ACCENT, plotStyle, type PlotPlace, RULE } from '../evaluation/plot-options.ts';

const ROW_PX = 62;
const CELL_PX = 170;

interface Point {
  readonly at: number;
  readonly value: number;
  readonly column: number;
  readonly row: number;
}

/** The curves of a window, a small picture each, over what the signal allows or the curve needs. */
export function curvesPlot(
  features: readonly FeatureSpec[],
  values: Float32Array,
  { padding, rateHz }: { readonly padding: number; readonly rateHz: number },
  { document, width }: PlotPlace,
) {
  const columns = Math.max(2, Math.floor(width / CELL_PX));
  const count = features.length;
  const rows = values.length / count;
  const places = features.map(({ name }, index) => ({
    name,
    column: index % columns,
    row: Math.floor(index / columns),
  }));
  const points = features.flatMap(({ unit }, index): readonly Point[] => {
    const own = Array.from({ length: rows - padding }, (_, row) => ({
      at: (row - (rows - padding - 1)) / rateHz,
      raw: values[(padding + row) * count + index] ?? 0,
    }));
    const raws = own.map(({ raw }) => raw);
    // Intensities share one scale; an angle moves little, so it has its own.
    const [low, high] =
      unit === 'rad' ? [Math.min(...raws), Math.max(...raws)] : [0, unit === 'share' ? 1 : 5];
    const least = unit === 'rad' ? 0.1 : 0;
    const span = Math.max(high - low, least);
    const middle = (low + high) / 2;
    const { column, row } = places[index] ?? { column: 0, row: 0 };
    return own.map(({ at, raw }) => ({ at, value: (raw - middle) / span + 0.5, column, row }));
  });
  return Plot.plot({
    document,
    width,
    height: Math.ceil(count / columns) * ROW_PX + 36,
    marginLeft: 8,
    marginRight: 8,
    marginTop: 4,
    marginBottom: 36,
    style: plotStyle,
    ariaLabel: `The ${count} features over one window of ${(rows / rateHz).toFixed(1)} s`,
    x: {
      label: 'seconds before its end',
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 28,
      ticks: 2,
    },
    y: { domain: [-0.1, 1.35], axis: null },
    fx: { axis: null, padding: 0.08 },
    fy: { axis: null, padding: 0.1 },
    marks: [
      Plot.ruleY(places, { fx: 'column', fy: 'row', y: -0.05, stroke: RULE }),
      Plot.line(points, {
        fx: 'column',
        fy: 'row',
        x: 'at',
        y: 'value',
        stroke: ACCENT,
        strokeWidth: 1.5,
        z: (point: Point) => point.row * columns + point.column,
      }),
      Plot.text(places, {
        fx: 'column',
        fy: 'row',
        frameAnchor: 'top-left',
        textAnchor: 'start',
        text: 'name',
        fontSize: 12,
      }),
    ],
  });
}
