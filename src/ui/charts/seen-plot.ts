import * as Plot from '@observablehq/plot';
import { clock, length } from '../words/format.ts';
import { rateWords, seenWords } from '../words/seen-words.ts';
import { EVENT_WORDS } from '../words/status-words.ts';
import type { ChartFrame } from './chart-frame.ts';
import { MARGINS, plotStyle, timeAxis } from './chart-frame.ts';
import type { BlinkBar, SeenKind } from './seen-data.ts';

const LANE_PX = 40;
/** Within a lane: words above its track, and some room below it. */
const WORDS_AT = 0.22;
const TOP = 0.5;
const BASE = 0.78;
/** The height that the bars of blinks stand for, unless more are seen. */
const USUAL_MOST_BLINKS = 30;

export interface SeenMarks {
  readonly kinds: readonly SeenKind[];
  readonly bars: readonly BlinkBar[];
  /** Blinks a minute; null where too little was read. */
  readonly rate: number | null;
}

interface Lane {
  readonly index: number;
  readonly words: string;
}

/** One lane for each kind of behaviour, and the blinks as a rate. */
export function seenPlot(frame: ChartFrame, { kinds, bars, rate }: SeenMarks) {
  const shown = kinds.filter(({ type }) => type !== 'blink');
  const withBlinks = bars.length > 0;
  const most = Math.max(USUAL_MOST_BLINKS, ...bars.map(({ perMinute }) => perMinute));
  const lanes: readonly Lane[] = [
    ...shown.map((kind, index) => ({
      index,
      words: `${EVENT_WORDS[kind.type]}: ${seenWords(kind)}`,
    })),
    ...(withBlinks
      ? [
          {
            index: shown.length,
            words: rate === null ? 'Blinks' : `Blinks: ${rateWords(rate)} on average`,
          },
        ]
      : []),
  ];
  const spans = shown.flatMap(({ type, spans: all }, index) =>
    all.flatMap(({ at, duration }) => (at === null ? [] : [{ ...at, type, duration, index }])),
  );
  return Plot.plot({
    ...MARGINS,
    width: frame.width,
    height: lanes.length * LANE_PX + 4,
    marginTop: 0,
    marginBottom: 4,
    style: plotStyle,
    ariaLabel: `What was seen over time. ${lanes.map(({ words }) => words).join('. ')}`,
    x: timeAxis(frame, false),
    y: { domain: [lanes.length, 0], axis: null },
    marks: [
      Plot.rect(lanes, {
        x1: 0,
        x2: frame.end,
        y1: ({ index }: Lane) => index + TOP,
        y2: ({ index }: Lane) => index + BASE,
        rx: 2,
        fill: 'var(--heed-sunken)',
      }),
      Plot.text(lanes, {
        y: ({ index }: Lane) => index + WORDS_AT,
        frameAnchor: 'left',
        textAnchor: 'start',
        fill: 'var(--heed-ink-soft)',
        text: 'words',
      }),
      Plot.rect(spans, {
        x1: 'x1',
        x2: 'x2',
        y1: ({ index }: Lane) => index + TOP,
        y2: ({ index }: Lane) => index + BASE,
        // Of a second in an hour something is still to be seen.
        insetLeft: -0.75,
        insetRight: -0.75,
        rx: 1,
        fill: 'var(--heed-accent)',
        title: ({ type, x1, duration }: (typeof spans)[number]) =>
          `${EVENT_WORDS[type]} at ${clock(x1)}, ${length(duration)}`,
      }),
      Plot.rect(bars, {
        x1: 'x1',
        x2: 'x2',
        y1: ({ perMinute }: BlinkBar) => shown.length + BASE - (BASE - TOP) * (perMinute / most),
        y2: shown.length + BASE,
        insetLeft: 0.5,
        insetRight: 0.5,
        fill: 'var(--heed-accent)',
        fillOpacity: 0.6,
        title: ({ x1, x2, perMinute }: BlinkBar) =>
          `${clock(x1)} to ${clock(x2)}: ${rateWords(perMinute)}`,
      }),
    ],
  });
}
