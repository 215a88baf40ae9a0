import type { ReactNode } from 'react';
import type { EngagementStatus } from '#core/engagement/reading.ts';
import { clock } from '../words/format.ts';
import type { ClassMarks, ClassSeries, MomentMark } from './class-data.ts';
import { clockTicks } from './timeline-scales.ts';

const WIDTH = 720;
const LEFT = 42;
const RIGHT = 8;
const LINE = { top: 22, height: 150 } as const;
const STACK = { top: 184, height: 62 } as const;
const HEIGHT = 268;
const FONT = 11;
const LONGEST = 10;

/** Patterns, since a report may be printed without colour. */
const FILL: Record<EngagementStatus, string> = {
  engaged: 'var(--heed-status-engaged)',
  partially_engaged: 'url(#report-partially)',
  disengaged: 'url(#report-disengaged)',
  not_detected: 'url(#report-not-detected)',
};

export function ReportPatterns(): ReactNode {
  return (
    <svg width="0" height="0" aria-hidden="true" style={{ position: 'absolute' }}>
      <defs>
        <pattern id="report-partially" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" fill="var(--heed-status-partially_engaged)" opacity="0.25" />
          <path d="M0 2h6" stroke="var(--heed-status-partially_engaged)" strokeWidth="3" />
        </pattern>
        <pattern id="report-disengaged" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" fill="var(--heed-status-disengaged)" opacity="0.25" />
          <path d="M0 0h3v3h-3zM3 3h3v3h-3z" fill="var(--heed-status-disengaged)" />
        </pattern>
        <pattern id="report-not-detected" width="4" height="4" patternUnits="userSpaceOnUse">
          <path d="M1 0v4" stroke="var(--heed-status-not_detected)" />
        </pattern>
        <pattern id="report-held-back" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M-1 7 7-1" stroke="var(--heed-ink-soft)" strokeWidth="0.8" />
        </pattern>
        <pattern id="report-too-few" width="6" height="6" patternUnits="userSpaceOnUse">
          <circle cx="2" cy="2" r="0.8" fill="var(--heed-ink-soft)" />
        </pattern>
      </defs>
    </svg>
  );
}

const UNSHOWN_FILL = { too_few: 'url(#report-too-few)', held_back: 'url(#report-held-back)' };

export function ReportSwatch({
  kind,
}: {
  readonly kind: EngagementStatus | keyof typeof UNSHOWN_FILL;
}): ReactNode {
  const fill = kind === 'too_few' || kind === 'held_back' ? UNSHOWN_FILL[kind] : FILL[kind];
  return (
    <svg width="18" height="10" aria-hidden="true">
      <rect width="18" height="10" fill={fill} stroke="var(--heed-rule)" strokeWidth="0.6" />
    </svg>
  );
}

/** Unbroken stretches of the line as a path. */
function linePath({ x, y }: ClassSeries, toX: (s: number) => number, toY: (v: number) => number) {
  let path = '';
  let isDrawn = false;
  for (const [index, seconds] of x.entries()) {
    const value = y[index] ?? null;
    if (value === null) {
      isDrawn = false;
      continue;
    }
    const at = `${toX(seconds).toFixed(1)} ${toY(value).toFixed(1)}`;
    // A stretch of one cell is a dot.
    path += isDrawn ? `L${at}` : `M${at}l0 0.01`;
    isDrawn = true;
  }
  return path;
}

interface ReportFigureProps {
  readonly marks: ClassMarks;
  readonly moments: readonly MomentMark[];
  readonly label: string;
}

/** The class along the lecture as a drawing that prints: line, statuses under it, moments above. */
export function ReportFigure({ marks, moments, label }: ReportFigureProps): ReactNode {
  const end = Math.max(60, marks.end);
  const toX = (seconds: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * seconds) / end;
  const toY = (value: number): number => LINE.top + LINE.height * (1 - value / 100);
  const toStack = (share: number): number => STACK.top + STACK.height * (1 - share);
  const text = { fontSize: FONT, fill: 'var(--heed-ink-soft)' };
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} width="100%">
      {[
        { stretches: marks.unshown, ...LINE },
        { stretches: marks.unshownStatuses, ...STACK },
      ].map(({ stretches, top, height }) =>
        stretches.map(({ x1, x2, why }) => (
          <rect
            key={`${top} ${x1}`}
            x={toX(x1)}
            width={toX(x2) - toX(x1)}
            y={top}
            height={height}
            fill={UNSHOWN_FILL[why]}
          />
        )),
      )}
      {moments.map(({ number, x1, x2 }) => (
        <g key={number}>
          <rect
            x={toX(x1)}
            width={Math.max(1, toX(Math.min(x2, end)) - toX(x1))}
            y={LINE.top}
            height={LINE.height}
            fill="var(--heed-alert-rule)"
            opacity="0.3"
          />
          <text x={toX(x1)} y={LINE.top - 6} {...text} fill="var(--heed-ink)" fontWeight="600">
            {number}
          </text>
        </g>
      ))}
      {[0, 25, 50, 75, 100].map((value) => (
        <g key={value}>
          <path d={`M${LEFT} ${toY(value)}H${WIDTH - RIGHT}`} stroke="var(--heed-rule)" />
          <text x={LEFT - 6} y={toY(value) + 4} textAnchor="end" {...text}>
            {value}
          </text>
        </g>
      ))}
      <path
        d={linePath(marks.series, toX, toY)}
        fill="none"
        stroke="var(--heed-accent)"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {marks.stacks.map(({ x1, x2, parts }) =>
        parts.map(({ status, from, to }) => (
          <rect
            key={`${x1} ${status}`}
            x={toX(x1)}
            width={toX(x2) - toX(x1)}
            y={toStack(to)}
            height={toStack(from) - toStack(to)}
            fill={FILL[status]}
            shapeRendering="crispEdges"
          />
        )),
      )}
      {[0, 1].map((share) => (
        <text key={share} x={LEFT - 6} y={toStack(share) + 4} textAnchor="end" {...text}>
          {share * 100} %
        </text>
      ))}
      {clockTicks(end, LONGEST).map((seconds) => (
        <text
          key={seconds}
          x={toX(seconds)}
          y={HEIGHT - 6}
          textAnchor={seconds === 0 ? 'start' : 'middle'}
          {...text}
        >
          {clock(seconds)}
        </text>
      ))}
    </svg>
  );
}
