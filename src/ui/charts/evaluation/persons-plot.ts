import type { PersonFigure } from '#core/evaluation/per-person.ts';
import * as Plot from '@observablehq/plot';
import {
  ACCENT,
  decimals,
  INK,
  plotStyle,
  type PlotPlace,
  SOFT,
  textWidth,
} from './plot-options.ts';

/** With more of them names would not be read. */
const MOST_NAMED = 60;
const BAR_PX = 18;
const THIN_PX = 4;

/** The macro-F1 of each person, the lowest first; a line where that of all together is. */
export function personsPlot(
  persons: readonly PersonFigure[],
  overall: number | null,
  { document, width }: PlotPlace,
) {
  const sorted = persons.toSorted((a, b) => (a.macroF1 ?? 2) - (b.macroF1 ?? 2));
  const named = sorted.length <= MOST_NAMED;
  const names = sorted.map(({ person }) => person);
  return Plot.plot({
    document,
    width: Math.min(width, 640),
    height: sorted.length * (named ? BAR_PX : THIN_PX) + 70,
    marginLeft: named ? Math.min(220, Math.max(...names.map(textWidth)) + 16) : 24,
    marginRight: 96,
    marginTop: 26,
    marginBottom: 44,
    style: plotStyle,
    ariaLabel: `Macro-F1 of ${sorted.length} persons`,
    x: {
      domain: [0, 1],
      label: 'macro-F1',
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 36,
    },
    y: { domain: names, axis: named ? 'left' : null, label: null, tickSize: 0 },
    marks: [
      Plot.barX(sorted, {
        x: ({ macroF1 }: PersonFigure) => macroF1 ?? 0,
        y: 'person',
        fill: ACCENT,
        fillOpacity: 0.7,
        inset: named ? 2 : 0.5,
        title: ({ person, windows, macroF1 }: PersonFigure) =>
          `${person}: ${decimals(macroF1)} on ${windows} windows`,
      }),
      ...(named
        ? [
            Plot.text(sorted, {
              y: 'person',
              frameAnchor: 'right',
              textAnchor: 'start',
              dx: 8,
              fontSize: 11,
              text: ({ windows, macroF1 }: PersonFigure) => `${decimals(macroF1)} of ${windows}`,
            }),
          ]
        : []),
      ...(overall === null
        ? []
        : [
            Plot.ruleX([overall], { stroke: INK, strokeDasharray: '3 3' }),
            Plot.text([overall], {
              x: overall,
              frameAnchor: 'top',
              dy: -14,
              fill: SOFT,
              text: () => `all ${decimals(overall)}`,
            }),
          ]),
    ],
  });
}
