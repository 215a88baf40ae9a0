import * as Plot from '@observablehq/plot';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, type ReactNode } from 'react';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import { STATE_DASH } from '../theme/tokens.ts';
import { clock } from '../words/format.ts';
import { EVENT_WORDS, STATE_WORDS, STATUS_WORDS } from '../words/status-words.ts';
import classes from './session-timeline-chart.module.css';
import { type ChartFrame, MARGINS, plotStyle, timeAxis } from './chart-frame.ts';
import { silenceParts } from './silence-parts.ts';
import { seenPlot, type SeenMarks } from './seen-plot.ts';
import { eventSymbol, isInput, STATUS_HEIGHT } from './timeline-scales.ts';
import type { TimeAxis } from './time-axis.ts';
import type { EventMark, ScoreMark, StatusBand, TimelineMarks } from './timeline-data.ts';

function scorePlot(frame: ChartFrame, { scores }: TimelineMarks) {
  const options = { x: 'x', y: 'score', z: 'run' } as const;
  return Plot.plot({
    ...MARGINS,
    width: frame.width,
    height: 190,
    marginBottom: 8,
    marginTop: 14,
    style: plotStyle,
    ariaLabel: 'Score over time, 0 to 100',
    x: timeAxis(frame, false),
    y: { domain: [0, 100], ticks: [0, 25, 50, 75, 100], tickSize: 0, label: null },
    marks: [
      Plot.gridY([0, 25, 50, 75, 100], { stroke: 'var(--heed-rule)', strokeOpacity: 1 }),
      Plot.areaY(scores, { ...options, fill: 'var(--heed-accent)', fillOpacity: 0.08 }),
      Plot.lineY(scores, {
        ...options,
        stroke: 'var(--heed-accent)',
        strokeWidth: 1.75,
        strokeLinejoin: 'round',
        strokeLinecap: 'round',
      }),
      Plot.ruleX(
        scores,
        Plot.pointerX({ ...options, stroke: 'var(--heed-ink-soft)', strokeDasharray: '3 3' }),
      ),
      Plot.text(
        scores,
        Plot.pointerX({
          px: 'x',
          frameAnchor: 'top-right',
          dy: -8,
          fill: 'var(--heed-ink)',
          fontWeight: 600,
          text: ({ x, score }: ScoreMark) => `${clock(x)}  score ${Math.round(score)}`,
        }),
      ),
    ],
  });
}

function statusPlot(frame: ChartFrame, { bands }: TimelineMarks) {
  return Plot.plot({
    ...MARGINS,
    width: frame.width,
    height: 44,
    marginTop: 2,
    marginBottom: 4,
    style: plotStyle,
    ariaLabel: 'Status over time',
    x: timeAxis(frame, false),
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.ruleY([0], { stroke: 'var(--heed-rule)' }),
      Plot.rectY(bands, {
        x1: 'x1',
        x2: 'x2',
        y1: 0,
        y2: ({ status }: StatusBand) => STATUS_HEIGHT[status],
        fill: ({ status }: StatusBand) => `var(--heed-status-${status})`,
        fillOpacity: ({ status }: StatusBand) => (status === 'not_detected' ? 0.4 : 1),
        title: ({ status, x1, x2 }: StatusBand) =>
          `${STATUS_WORDS[status]}, ${clock(x1)} to ${clock(x2)}`,
      }),
    ],
  });
}

function statesPlot(frame: ChartFrame, { states }: TimelineMarks) {
  return Plot.plot({
    ...MARGINS,
    width: frame.width,
    height: 132,
    marginTop: 10,
    marginBottom: 8,
    style: plotStyle,
    ariaLabel: 'Learning states over time, each 0 to 100 percent',
    x: timeAxis(frame, false),
    y: { domain: [0, 1], ticks: [0, 0.5, 1], tickSize: 0, tickFormat: '%', label: null },
    marks: [
      Plot.gridY([0, 0.5, 1], { stroke: 'var(--heed-rule)', strokeOpacity: 1 }),
      LEARNING_STATES.map((shown) =>
        Plot.lineY(
          states.filter(({ state }) => state === shown),
          {
            x: 'x',
            y: 'share',
            z: 'run',
            stroke: `var(--heed-state-${shown})`,
            strokeWidth: 1.5,
            strokeDasharray: STATE_DASH[shown],
            title: () => STATE_WORDS[shown],
          },
        ),
      ),
    ],
  });
}

function eventsPlot(frame: ChartFrame, { events }: TimelineMarks) {
  return Plot.plot({
    ...MARGINS,
    width: frame.width,
    height: 64,
    marginTop: 6,
    marginBottom: 28,
    style: plotStyle,
    ariaLabel: 'Events over time',
    x: timeAxis(frame, true),
    y: { domain: [0, 1], axis: null },
    symbol: { type: 'identity' },
    marks: [
      Plot.ruleY([0], { stroke: 'var(--heed-rule)' }),
      Plot.dot(events, {
        x: 'x',
        y: ({ event }: EventMark) => (isInput(event.type) ? 0.25 : 0.75),
        r: ({ event }: EventMark) => (isInput(event.type) ? 1.8 : 4.2),
        fill: 'var(--heed-ink-soft)',
        fillOpacity: ({ event }: EventMark) => (isInput(event.type) ? 0.6 : 1),
        symbol: ({ event }: EventMark) => eventSymbol(event.type),
        title: ({ x, event }: EventMark) => `${clock(x)}  ${EVENT_WORDS[event.type]}`,
      }),
    ],
  });
}

interface SessionTimelineChartProps {
  readonly marks: TimelineMarks;
  readonly seen: SeenMarks;
  readonly axis: TimeAxis;
  /** Right end of the axis, seconds. */
  readonly end: number;
}

/** Score, status bands, learning states, what was seen and events under one another on one axis. */
export function SessionTimelineChart(props: SessionTimelineChartProps): ReactNode {
  const { marks, seen, axis, end } = props;
  const place = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize();

  useEffect(() => {
    const element = place.current;
    if (element === null || width === 0) return;
    const frame = { width, end };
    const row = (title: string, plot: Element): HTMLElement => {
      silenceParts(plot);
      const section = document.createElement('div');
      const label = document.createElement('div');
      label.className = classes['row'] ?? '';
      label.textContent = title;
      section.append(label, plot);
      return section;
    };
    element.replaceChildren(
      row('Score', scorePlot(frame, marks)),
      row('Status', statusPlot(frame, marks)),
      ...(marks.states.length > 0 ? [row('Learning states', statesPlot(frame, marks))] : []),
      ...(seen.kinds.length > 0 ? [row('What was seen', seenPlot(frame, seen))] : []),
      row(`Events, by time in the ${axis}`, eventsPlot(frame, marks)),
    );
    return () => {
      element.replaceChildren();
    };
  }, [marks, seen, axis, end, width]);

  return (
    <div ref={ref}>
      <div ref={place} className={classes['plots']} />
    </div>
  );
}
