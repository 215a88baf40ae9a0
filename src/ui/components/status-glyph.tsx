import type { ReactNode } from 'react';
import type { EngagementStatus } from '#core/engagement/reading.ts';

const INSIDE: Record<EngagementStatus, ReactNode> = {
  engaged: <circle cx="8" cy="8" r="6.5" fill="currentColor" />,
  partially_engaged: <path d="M8 1.5a6.5 6.5 0 0 0 0 13z" fill="currentColor" />,
  disengaged: null,
  not_detected: null,
};

interface StatusGlyphProps {
  readonly status: EngagementStatus;
  readonly size?: number;
}

/** Full, half, empty or dashed: the status without its colour. Words stand beside it. */
export function StatusGlyph({ status, size = 16 }: StatusGlyphProps): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      style={{ color: `var(--heed-status-${status})`, flex: 'none' }}
    >
      {INSIDE[status]}
      <circle
        cx="8"
        cy="8"
        r="6.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeDasharray={status === 'not_detected' ? '2.5 2.6' : undefined}
      />
    </svg>
  );
}
