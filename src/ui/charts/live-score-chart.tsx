import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import uPlot from 'uplot';
import type { LiveSeries } from '#stores/live-series.ts';
import { CHART } from '../theme/tokens.ts';

const HEIGHT = 100;
const SECONDS = 120;
const REDRAW_MS = 250;

/** Colours are looked up when drawn, so that a change of scheme needs no new chart. */
function chartOptions(element: HTMLElement): uPlot.Options {
  const styles = getComputedStyle(element);
  const colour = (name: string) => (): string => styles.getPropertyValue(`--heed-${name}`);
  const ink = colour('ink-soft');
  const font = `${CHART.fontSize}px ${styles.fontFamily}`;
  const rule = { stroke: colour('rule'), width: CHART.thin };
  return {
    width: Math.max(120, element.clientWidth),
    height: HEIGHT,
    padding: [8, 18, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-SECONDS, 0] },
      y: { range: [0, 100] },
    },
    axes: [
      {
        stroke: ink,
        font,
        size: 28,
        gap: 8,
        grid: { show: false },
        ticks: { show: false },
        splits: () => [-SECONDS, -SECONDS / 2, 0],
        values: () => ['−2 min', '−1 min', 'now'],
      },
      {
        stroke: ink,
        font,
        size: 34,
        gap: 4,
        grid: rule,
        ticks: { show: false },
        splits: () => [0, 50, 100],
      },
    ],
    series: [{}, { stroke: colour('accent'), width: CHART.line, points: { show: false } }],
  };
}

/** The last two minutes of the score, drawn from the ring four times a second, without React. */
export function LiveScoreChart({ series }: { readonly series: LiveSeries }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const chart = new uPlot(chartOptions(element), [[], []], element);
    let drawn = -1;
    const draw = (): void => {
      if (series.revision === drawn) return;
      drawn = series.revision;
      const { secondsAgo, scores } = series.snapshot();
      chart.setData([[...secondsAgo], [...scores]]);
    };
    draw();
    // The scheme's attribute may be set after this effect.
    const redraw = (): void => {
      chart.redraw(false, true);
    };
    const recolour = requestAnimationFrame(redraw);
    document.fonts.addEventListener('loadingdone', redraw);
    const timer = setInterval(draw, REDRAW_MS);
    const resized = new ResizeObserver(() => {
      if (element.clientWidth > 0) chart.setSize({ width: element.clientWidth, height: HEIGHT });
    });
    resized.observe(element);
    return () => {
      cancelAnimationFrame(recolour);
      document.fonts.removeEventListener('loadingdone', redraw);
      clearInterval(timer);
      resized.disconnect();
      chart.destroy();
    };
  }, [series, scheme]);

  return (
    <div
      ref={place}
      role="img"
      aria-label="Score of the last two minutes, 0 to 100"
      style={{ height: HEIGHT, minWidth: 0, overflow: 'hidden' }}
    />
  );
}
