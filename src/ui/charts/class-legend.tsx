import type { ReactNode } from 'react';
import { ENGAGEMENT_STATUSES, type EngagementStatus } from '#core/engagement/reading.ts';
import { LINE_WORDS } from '../words/class-cell-words.ts';
import { STATUS_WORDS } from '../words/status-words.ts';
import type { ClassLine } from './class-data.ts';
import classes from './legend.module.css';

/** As in the chart: full, striped, dotted, ruled. */
const TEXTURES: Record<EngagementStatus, ReactNode> = {
  engaged: <rect width="18" height="12" fill="currentColor" />,
  partially_engaged: (
    <>
      <rect width="18" height="12" fill="currentColor" opacity="0.6" />
      <path d="M0 1h18M0 7h18" stroke="currentColor" strokeWidth="2" />
    </>
  ),
  disengaged: (
    <>
      <rect width="18" height="12" fill="currentColor" opacity="0.6" />
      <path
        d="M0 1h18M0 7h18M3 4h18M3 10h18"
        stroke="currentColor"
        strokeWidth="2"
        strokeDasharray="2 4"
      />
    </>
  ),
  not_detected: (
    <>
      <rect width="18" height="12" fill="currentColor" opacity="0.25" />
      <path d="M.5 0v12M6.5 0v12M12.5 0v12" stroke="currentColor" opacity="0.7" />
    </>
  ),
};

interface ClassLegendProps {
  readonly line: ClassLine;
  readonly minimumGroup: number;
  readonly hasMoments: boolean;
  readonly isHere: boolean;
}

export function ClassLegend(props: ClassLegendProps): ReactNode {
  const { line, minimumGroup, hasMoments, isHere } = props;
  return (
    <div className={classes['legend']}>
      <ul aria-label="Statuses">
        {ENGAGEMENT_STATUSES.map((status) => (
          <li key={status}>
            <svg
              width="18"
              height="12"
              aria-hidden="true"
              style={{ color: `var(--heed-status-${status})` }}
            >
              {TEXTURES[status]}
            </svg>
            {STATUS_WORDS[status]}
          </li>
        ))}
      </ul>
      <ul aria-label="Marks">
        <li>
          <svg width="22" height="12" aria-hidden="true" style={{ color: 'var(--heed-accent)' }}>
            <path d="M0 6h22" stroke="currentColor" strokeWidth="2" />
          </svg>
          {LINE_WORDS[line]}
        </li>
        <li>
          <svg width="18" height="12" aria-hidden="true">
            <rect width="18" height="12" fill="var(--heed-sunken)" stroke="var(--heed-rule)" />
          </svg>
          Fewer than {minimumGroup} students
        </li>
        <li>
          <svg width="18" height="12" aria-hidden="true">
            <path
              d="M-2 10 10-2M2 14 14-2M8 14 20 2M14 14 22 6"
              stroke="currentColor"
              opacity="0.6"
            />
          </svg>
          Held back to protect somebody
        </li>
        {hasMoments && (
          <li>
            <svg width="16" height="16" aria-hidden="true">
              <circle
                cx="8"
                cy="8"
                r="7"
                fill="var(--heed-alert-soft)"
                stroke="var(--heed-alert-rule)"
              />
              <text x="8" y="11.5" textAnchor="middle" fontSize="10" fill="currentColor">
                1
              </text>
            </svg>
            Moments, as in the list
          </li>
        )}
        {isHere && (
          <li>
            <svg width="6" height="14" aria-hidden="true" style={{ color: 'var(--heed-accent)' }}>
              <path d="M3 0v14" stroke="currentColor" strokeDasharray="4 3" />
            </svg>
            Where the class is
          </li>
        )}
      </ul>
    </div>
  );
}
