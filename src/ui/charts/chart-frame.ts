import type * as Plot from '@observablehq/plot';
import { clock } from '../words/format.ts';
import { clockTicks } from './timeline-scales.ts';

/** What the plots under one another share, so that their times are in line. */
export interface ChartFrame {
  readonly width: number;
  /** Right end of the axis, seconds. */
  readonly end: number;
}

export const MARGINS = { marginLeft: 44, marginRight: 12 };

export const plotStyle = {
  background: 'none',
  fontFamily: 'inherit',
  fontSize: 'var(--mantine-font-size-sm)',
  color: 'var(--heed-ink-soft)',
};

export const timeAxis = ({ width, end }: ChartFrame, shown: boolean): Plot.ScaleOptions => ({
  domain: [0, end],
  label: null,
  axis: shown ? 'bottom' : null,
  ticks: clockTicks(end, Math.max(3, Math.floor(width / 75))),
  tickFormat: (seconds: number) => clock(seconds),
});
