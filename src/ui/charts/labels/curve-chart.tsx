import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { memo, useEffect, useRef, type ReactNode } from 'react';
import uPlot from 'uplot';
import type { DrawnCurve } from '#core/lab/labels/curves.ts';
import type { Stretch } from '#core/lab/labels/spans.ts';
import { CHART } from '../../theme/tokens.ts';

/** Left of everything that lies along the time, pixels; right of it. */
export const GUTTER = { left: 48, right: 12 } as const;
const HEIGHT = 84;

interface CurveChartProps {
  /** null until it is read. */
  readonly curve: DrawnCurve | null;
  /** Whether a face was seen; no face is grey ground. */
  readonly face: DrawnCurve | null;
  /** What the curves are of, which may be behind what is shown. */
  readonly drawn: Stretch;
  readonly stretch: Stretch;
  readonly low: number;
  readonly high: number;
  readonly colour: string;
  readonly label: string;
}

/** Part by part its lowest and highest value, with a gap where there is none. */
function dataOf({ curve, drawn }: CurveChartProps): uPlot.AlignedData {
  if (curve === null) return [[], [], []];
  const step = (drawn.to - drawn.from) / curve.low.length;
  const known = (values: Float32Array) =>
    Array.from(values, (value) => (Number.isNaN(value) ? null : value));
  return [
    Array.from(curve.low, (_, part) => drawn.from + (part + 0.5) * step),
    known(curve.low),
    known(curve.high),
  ];
}

function paintAbsence(chart: uPlot, { face, drawn }: CurveChartProps, ground: string): void {
  if (face === null) return;
  const { ctx, bbox } = chart;
  const step = (drawn.to - drawn.from) / face.high.length;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = ground;
  face.high.forEach((high, part) => {
    if (high !== 0) return;
    const left = chart.valToPos(drawn.from + part * step, 'x', true);
    const right = chart.valToPos(drawn.from + (part + 1) * step, 'x', true);
    ctx.fillRect(Math.floor(left), bbox.top, Math.ceil(right - left) + 1, bbox.height);
  });
  ctx.restore();
}

/** One curve along a stretch, its lowest and highest values in every pixel or two. */
export const CurveChart = memo(function CurveChart(props: CurveChartProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const redraw = useRef<(() => void) | null>(null);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const styles = getComputedStyle(element);
    const colour = (name: string): string => styles.getPropertyValue(`--heed-${name}`);
    const stroke = (): string => colour(latest.current.colour);
    const series = { stroke, width: CHART.thin, points: { show: false } };
    const chart = new uPlot(
      {
        width: Math.max(160, element.clientWidth),
        height: HEIGHT,
        padding: [8, GUTTER.right, 6, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false, range: () => [latest.current.stretch.from, latest.current.stretch.to] },
          y: { range: () => rangeOf(latest.current) },
        },
        axes: [
          { show: false },
          {
            stroke: () => colour('ink-soft'),
            font: `${CHART.fontSize}px ${styles.fontFamily}`,
            size: GUTTER.left,
            gap: 6,
            grid: { stroke: () => colour('rule'), width: CHART.thin },
            ticks: { show: false },
            splits: () => rangeOf(latest.current),
            values: (_, splits) => splits.map((value) => String(Number(value.toFixed(2)))),
          },
        ],
        bands: [{ series: [2, 1], fill: stroke }],
        series: [{}, series, series],
        hooks: {
          drawClear: [
            (drawn) => {
              paintAbsence(drawn, latest.current, colour('sunken'));
            },
          ],
        },
      },
      dataOf(latest.current),
      element,
    );
    const draw = (): void => {
      chart.setData(dataOf(latest.current));
    };
    redraw.current = draw;
    // The scheme's attribute may be set after this effect, and a font may come later.
    const again = requestAnimationFrame(draw);
    document.fonts.addEventListener('loadingdone', draw);
    const resized = new ResizeObserver(() => {
      if (element.clientWidth > 0) chart.setSize({ width: element.clientWidth, height: HEIGHT });
    });
    resized.observe(element);
    return () => {
      redraw.current = null;
      cancelAnimationFrame(again);
      document.fonts.removeEventListener('loadingdone', draw);
      resized.disconnect();
      chart.destroy();
    };
  }, [scheme]);

  useEffect(() => {
    latest.current = props;
    redraw.current?.();
  });

  return (
    <div
      ref={place}
      role="img"
      aria-label={props.label}
      style={{ height: HEIGHT, overflow: 'hidden' }}
    />
  );
});

/** A curve that never moves has a range too. */
function rangeOf({ low, high }: CurveChartProps): [number, number] {
  return low < high ? [low, high] : [low - 1, high + 1];
}
