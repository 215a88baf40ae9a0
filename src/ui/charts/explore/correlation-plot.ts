import * as Plot from '@observablehq/plot';
import { plotStyle, type PlotPlace, RULE } from '../evaluation/plot-options.ts';

interface Cell {
  readonly x: string;
  readonly y: string;
  readonly r: number | null;
}

const MOST_PX = 640;
/** Of a cell, below which names have to be small. */
const SMALL_PX = 15;
/** From this size of a cell on there is room for its number. */
const NUMBERED_PX = 30;

/** Pearson's r of every two features: one colour where they rise together, another where one falls. */
export function correlationPlot(
  names: readonly string[],
  matrix: readonly (readonly (number | null)[])[],
  { document, width }: PlotPlace,
) {
  const size = Math.min(width, MOST_PX);
  const cells = names.flatMap((y, row) =>
    names.map((x, column): Cell => ({ x, y, r: matrix[row]?.[column] ?? null })),
  );
  const left = size < 480 ? 74 : 100;
  const side = (size - left) / names.length;
  const colour = ({ r }: Cell): string =>
    r === null
      ? 'none'
      : `color-mix(in oklab, var(--heed-series-${r < 0 ? 6 : 1}, currentColor) ${Math.round(100 * Math.abs(r))}%, transparent)`;
  return Plot.plot({
    document,
    width: size,
    height: size,
    marginLeft: left,
    marginBottom: left,
    marginTop: 4,
    marginRight: 4,
    style: side < SMALL_PX ? { ...plotStyle, fontSize: '9px' } : plotStyle,
    ariaLabel: `Correlation of every two of ${names.length} features`,
    x: { domain: names, label: null, tickRotate: -90, tickSize: 0, padding: 0.04 },
    y: { domain: names, label: null, tickSize: 0, padding: 0.04 },
    marks: [
      Plot.cell(cells, {
        x: 'x',
        y: 'y',
        fill: colour,
        stroke: RULE,
        strokeWidth: 0.5,
        title: ({ x, y, r }: Cell) =>
          `${y} and ${x}: ${r === null ? 'one of them never changes' : `r ${r.toFixed(2)}`}`,
      }),
      ...(side < NUMBERED_PX
        ? []
        : [
            Plot.text(cells, {
              x: 'x',
              y: 'y',
              fontSize: 10,
              text: ({ r }: Cell) => (r === null ? '–' : r.toFixed(1)),
            }),
          ]),
    ],
  });
}
