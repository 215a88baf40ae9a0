import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { memo, useEffect, useRef, type ReactNode } from 'react';
import uPlot from 'uplot';
import type { TimestampMs } from '#core/units.ts';
import { CHART } from '../theme/tokens.ts';
import { clock } from '../words/format.ts';
import { wallTicks, wallTime } from './class-axis.ts';
import type { ClassMarks, MomentMark } from './class-data.ts';
import {
  paintHere,
  paintMomentGrounds,
  paintMomentNumbers,
  paintStacks,
  paintUnshown,
  type ColourOf,
} from './class-paint.ts';
import classes from './class-chart.module.css';
import { clockTicks } from './timeline-scales.ts';

const LINE_HEIGHT = 220;
const STACK_HEIGHT = 120;
const AXIS_WIDTH = 40;
/** Room for one tick's words, pixels. */
const TICK_ROOM = 80;

export interface ClassChartProps {
  readonly marks: ClassMarks;
  /** On the lecture's time; none on wall time. */
  readonly moments: readonly MomentMark[];
  /** null on the lecture's time; else when wall time began. */
  readonly startedAt: TimestampMs | null;
  /** Right end of the axis, seconds. */
  readonly end: number;
  /** Where the class is now, seconds; null where it is not told. */
  readonly here: number | null;
  readonly label: string;
  /** Seconds on the axis under the pointer; null where it is elsewhere. */
  readonly onPoint: (seconds: number | null) => void;
}

/** Entries of a line with no neighbours, which would be no line at all. */
function lonely(chart: uPlot, series: number): number[] {
  const isThere = (index: number): boolean => (chart.data[series]?.[index] ?? null) !== null;
  return Array.from(chart.data[0].keys()).filter(
    (index) => isThere(index) && !isThere(index - 1) && !isThere(index + 1),
  );
}

/** The class along a lecture: its line, and under it how the class divides. Drawn anew where a part changed. */
export const ClassChart = memo(function ClassChart(props: ClassChartProps): ReactNode {
  const linePlace = useRef<HTMLDivElement>(null);
  const stackPlace = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const redraw = useRef<(() => void) | null>(null);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    const above = linePlace.current;
    const below = stackPlace.current;
    if (above === null || below === null) return;
    const styles = getComputedStyle(above);
    const colour: ColourOf = (name) => styles.getPropertyValue(`--heed-${name}`);
    const font = `${CHART.fontSize}px ${styles.fontFamily}`;
    const sync = uPlot.sync(crypto.randomUUID());
    const ticks = (chart: uPlot): number[] => {
      const { end, startedAt } = latest.current;
      const most = Math.max(2, Math.floor(chart.width / TICK_ROOM));
      return [...(startedAt === null ? clockTicks(end, most) : wallTicks(end, most, startedAt))];
    };
    const tickWords = (_: uPlot, splits: number[]): string[] => {
      const { startedAt } = latest.current;
      return splits.map((s) => (startedAt === null ? clock(s) : wallTime(startedAt, s)));
    };
    const options = (part: 'line' | 'stack'): uPlot.Options => ({
      width: Math.max(160, above.clientWidth),
      height: part === 'line' ? LINE_HEIGHT : STACK_HEIGHT,
      padding: [part === 'line' ? 24 : 10, 26, part === 'line' ? 8 : 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false },
        points: { show: part === 'line' },
        sync: { key: sync.key },
      },
      scales: {
        x: { time: false, range: () => [0, latest.current.end] },
        y: { range: part === 'line' ? [0, 100] : [0, 1] },
      },
      axes: [
        {
          show: part === 'stack',
          stroke: () => colour('ink-soft'),
          font,
          size: 30,
          gap: 6,
          grid: { show: false },
          ticks: { show: false },
          splits: ticks,
          values: tickWords,
        },
        {
          stroke: () => colour('ink-soft'),
          font,
          size: AXIS_WIDTH,
          gap: 6,
          grid: { stroke: () => colour('rule'), width: CHART.thin },
          ticks: { show: false },
          splits: () => (part === 'line' ? [0, 25, 50, 75, 100] : [0, 1]),
          values: (_, splits) =>
            splits.map((value) => (part === 'line' ? String(value) : `${value * 100} %`)),
        },
      ],
      series: [
        {},
        {
          stroke: () => (part === 'line' ? colour('accent') : 'transparent'),
          width: CHART.line,
          points: { show: part === 'line', size: 5, filter: lonely },
        },
      ],
      hooks: {
        drawClear: [
          (chart) => {
            const { marks, moments } = latest.current;
            paintMomentGrounds(chart, moments, colour);
            paintUnshown(chart, part === 'line' ? marks.unshown : marks.unshownStatuses, colour);
          },
        ],
        draw: [
          (chart) => {
            const { marks, moments, here } = latest.current;
            if (part === 'stack') paintStacks(chart, marks, colour);
            else paintMomentNumbers(chart, moments, colour);
            paintHere(chart, here, colour);
          },
        ],
        setCursor: [
          (chart) => {
            const { left } = chart.cursor;
            const isOver = left !== undefined && left >= 0;
            latest.current.onPoint(isOver ? chart.posToVal(left, 'x') : null);
          },
        ],
      },
    });
    const data = (part: 'line' | 'stack'): uPlot.AlignedData => {
      const { x, y } = latest.current.marks.series;
      return [[...x], part === 'line' ? [...y] : x.map(() => null)];
    };
    const charts = [
      { chart: new uPlot(options('line'), data('line'), above), part: 'line' },
      { chart: new uPlot(options('stack'), data('stack'), below), part: 'stack' },
    ] as const;
    const draw = (): void => {
      for (const { chart, part } of charts) chart.setData(data(part));
    };
    redraw.current = draw;
    // The scheme's attribute may be set after this effect, and a font may come later.
    const recolour = requestAnimationFrame(draw);
    document.fonts.addEventListener('loadingdone', draw);
    const resized = new ResizeObserver(() => {
      const width = above.clientWidth;
      if (width === 0) return;
      for (const { chart } of charts) chart.setSize({ width, height: chart.height });
    });
    resized.observe(above);
    return () => {
      redraw.current = null;
      cancelAnimationFrame(recolour);
      document.fonts.removeEventListener('loadingdone', draw);
      resized.disconnect();
      for (const { chart } of charts) chart.destroy();
    };
  }, [scheme]);

  useEffect(() => {
    latest.current = props;
    redraw.current?.();
  });

  return (
    <div role="img" aria-label={props.label} className={classes['charts']}>
      <div ref={linePlace} style={{ minHeight: LINE_HEIGHT }} />
      <div ref={stackPlace} style={{ minHeight: STACK_HEIGHT }} />
    </div>
  );
});
