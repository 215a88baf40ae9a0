import * as Plot from '@observablehq/plot';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, type ReactNode } from 'react';
import type { ClassCell } from '#core/live/class-figures.ts';
import { MARGINS, plotStyle, timeAxis } from './chart-frame.ts';
import { classMarks } from './class-data.ts';

interface TwoLinesChartProps {
  readonly first: readonly ClassCell[];
  readonly second: readonly ClassCell[];
}

/** The second differs by its dashes too. */
export const TWO_LINES = [
  { colour: 'var(--heed-series-1)', dash: '' },
  { colour: 'var(--heed-series-6)', dash: '7 4' },
] as const;

interface Point {
  readonly x: number;
  /** NaN is a gap in the line. */
  readonly y: number;
}

const pointsOf = (cells: readonly ClassCell[]): readonly Point[] => {
  const { x, y } = classMarks(cells, 'attention').series;
  return x.map((seconds, index) => ({ x: seconds, y: y[index] ?? Number.NaN }));
};

/** Attention of two classes over each other along the lecture's time. */
export function TwoLinesChart({ first, second }: TwoLinesChartProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize();
  useEffect(() => {
    const element = place.current;
    if (element === null || width === 0) return;
    const end = Math.max(
      60,
      classMarks(first, 'attention').end,
      classMarks(second, 'attention').end,
    );
    const plot = Plot.plot({
      ...MARGINS,
      width,
      height: 260,
      marginTop: 12,
      marginBottom: 30,
      style: plotStyle,
      x: timeAxis({ width, end }, true),
      y: { domain: [0, 100], ticks: [0, 25, 50, 75, 100], tickSize: 0, label: null },
      marks: [
        Plot.gridY([0, 25, 50, 75, 100], { stroke: 'var(--heed-rule)', strokeOpacity: 1 }),
        ...TWO_LINES.map(({ colour, dash }, index) =>
          Plot.lineY(pointsOf(index === 0 ? first : second), {
            x: 'x',
            y: 'y',
            stroke: colour,
            strokeWidth: 2,
            strokeDasharray: dash,
          }),
        ),
      ],
    });
    plot.setAttribute('role', 'img');
    plot.setAttribute(
      'aria-label',
      'Attention of both classes over the lecture’s time, 0 to 100; the same as a table below',
    );
    for (const part of plot.querySelectorAll('g[aria-label]')) part.removeAttribute('aria-label');
    element.replaceChildren(plot);
    return () => {
      element.replaceChildren();
    };
  }, [first, second, width]);
  return (
    <div ref={ref}>
      <div ref={place} style={{ minHeight: 260 }} />
    </div>
  );
}
