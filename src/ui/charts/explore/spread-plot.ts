import * as Plot from '@observablehq/plot';
import { plotStyle, type PlotPlace, RULE, series } from '../evaluation/plot-options.ts';
import { type ClassMark, classMarks, type FeatureGroup } from './feature-data.ts';

const LANE_PX = 11;
const GAP_PX = 14;
/** Below this width the names stand above their lanes. */
const NARROW_PX = 560;

/** Where the values of each feature lie, a lane for each class: median, the middle half, 5 to 95 %. */
export function spreadPlot(
  { title, unit, features }: FeatureGroup,
  classes: readonly string[],
  { document, width }: PlotPlace,
) {
  const marks = classMarks(features, classes);
  const narrow = width < NARROW_PX;
  const names = features.map(({ feature }) => feature.name);
  const lane = classes.length * LANE_PX + GAP_PX;
  const nameOf = new Map(marks.map(({ feature, name }) => [feature, narrow ? feature : name]));
  const colour = ({ index }: ClassMark) => series(index).colour;
  return Plot.plot({
    document,
    width,
    height: names.length * lane + 60,
    marginLeft: narrow ? 96 : 190,
    marginRight: 12,
    marginTop: 8,
    marginBottom: 44,
    style: plotStyle,
    ariaLabel: `${title}: median, middle half and 5th to 95th percentile of ${names.length} features for ${classes.join(', ')}`,
    x: {
      label: unit,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 36,
      grid: true,
      nice: true,
    },
    y: { domain: classes, axis: null, padding: 0.1 },
    fy: {
      domain: names,
      label: null,
      axis: 'left',
      tickFormat: (name: string) => nameOf.get(name) ?? name,
      padding: GAP_PX / lane,
    },
    marks: [
      Plot.ruleX([0], { stroke: RULE }),
      Plot.ruleY(marks, { fy: 'feature', y: 'label', x1: 'p5', x2: 'p95', stroke: colour }),
      Plot.ruleY(marks, {
        fy: 'feature',
        y: 'label',
        x1: 'p25',
        x2: 'p75',
        stroke: colour,
        strokeWidth: 6,
        strokeOpacity: 0.45,
      }),
      Plot.tickX(marks, {
        fy: 'feature',
        y: 'label',
        x: 'median',
        stroke: colour,
        strokeWidth: 2.5,
        title: ({ name, label, median, p25, p75 }: ClassMark) =>
          `${name}, ${label}: median ${median.toFixed(2)}, middle half ${p25.toFixed(2)} to ${p75.toFixed(2)}`,
      }),
    ],
  });
}
