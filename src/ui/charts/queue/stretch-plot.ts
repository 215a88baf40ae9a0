import type { StretchCurve, StretchCurves } from '#core/lab/queue/stretch-curves.ts';
import { radians, toDegrees } from '#core/units.ts';
import * as Plot from '@observablehq/plot';
import { featureWords } from '../../words/queue-words.ts';
import { ACCENT, INK, plotStyle, type PlotPlace, RULE, SOFT } from '../evaluation/plot-options.ts';

const ROW_PX = 58;
/** An angle that moves less is drawn as still. */
const LEAST_DEGREES = 10;

export const UNIT_WORDS = { rad: '°', intensity: '(0 to 5)', share: '' } as const;

/** In the unit that is shown: degrees, of 5, or a share. */
export const shownValues = ({ unit, values }: StretchCurve): readonly (number | null)[] =>
  unit === 'rad'
    ? values.map((value) => (value === null ? null : toDegrees(radians(value))))
    : values;

function rangeOf(unit: StretchCurve['unit'], values: readonly (number | null)[]) {
  if (unit !== 'rad') return { low: 0, high: unit === 'share' ? 1 : 5 };
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const spare = Math.max(0, LEAST_DEGREES - (high - low)) / 2;
  return { low: low - spare, high: high + spare };
}

/** The features of a stretch under one another; what lies before it is shaded. */
export function stretchPlot(
  { seconds, curves }: StretchCurves,
  lasts: number,
  { document, width }: PlotPlace,
) {
  const rows = curves.map((curve) => {
    const values = shownValues(curve);
    const { low, high } = rangeOf(curve.unit, values);
    return {
      name: featureWords(curve.feature),
      range: `${low.toFixed(0)} to ${high.toFixed(0)}${curve.unit === 'rad' ? ' °' : ''}`,
      points: values.map((value, index) => ({
        second: seconds[index] ?? 0,
        value: value === null ? Number.NaN : (value - low) / (high - low || 1),
      })),
    };
  });
  const names = rows.map(({ name }) => name);
  const points = rows.flatMap(({ name, points: own }) => own.map((point) => ({ ...point, name })));
  const first = seconds[0] ?? 0;
  return Plot.plot({
    document,
    width,
    height: rows.length * ROW_PX + 40,
    marginLeft: 4,
    marginRight: 4,
    marginTop: 4,
    marginBottom: 40,
    style: plotStyle,
    ariaLabel: `What was measured over ${lasts.toFixed(1)} seconds: ${names.join(', ')}; the same as a table below`,
    x: {
      domain: [first, lasts],
      label: 'seconds since it begins',
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 32,
      ticks: Math.max(2, Math.min(6, Math.floor(width / 70))),
    },
    y: { domain: [-0.05, 1.55], axis: null },
    fy: { domain: names, axis: null, padding: 0.12 },
    marks: [
      Plot.rect(first < 0 ? names : [], {
        fy: (name: string) => name,
        x1: first,
        x2: 0,
        y1: -0.05,
        y2: 1.55,
        fill: SOFT,
        fillOpacity: 0.12,
      }),
      Plot.ruleY(names, { fy: (name: string) => name, y: -0.05, stroke: RULE }),
      Plot.line(points, {
        fy: 'name',
        x: 'second',
        y: 'value',
        z: 'name',
        stroke: ACCENT,
        strokeWidth: 1.75,
      }),
      Plot.text(rows, {
        fy: 'name',
        frameAnchor: 'top-left',
        dx: 4,
        dy: 2,
        text: 'name',
        fill: INK,
        fontSize: 13,
      }),
      Plot.text(rows, {
        fy: 'name',
        frameAnchor: 'top-right',
        dx: -4,
        dy: 2,
        text: 'range',
        fontSize: 12,
      }),
    ],
  });
}
