import type { ReactNode } from 'react';
import { ENGAGEMENT_STATUSES } from '#core/engagement/reading.ts';
import type { EngagementSummary } from '#core/engagement/summary.ts';
import { length } from '../words/format.ts';
import { STATUS_WORDS } from '../words/status-words.ts';
import { StatusGlyph } from './status-glyph.tsx';
import classes from './status-shares.module.css';

/** How the time of a session divides, as a bar and in words. */
export function StatusShares({ summary }: { readonly summary: EngagementSummary }): ReactNode {
  const parts = ENGAGEMENT_STATUSES.filter((status) => summary.timeIn[status] > 0);
  return (
    <div>
      <div className={classes['bar']} aria-hidden="true">
        {parts.map((status) => (
          <div
            key={status}
            style={{
              flexGrow: summary.timeIn[status],
              background: `var(--heed-status-${status})`,
              opacity: status === 'not_detected' ? 0.45 : 1,
            }}
          />
        ))}
      </div>
      <ul className={classes['list']}>
        {parts.map((status) => (
          <li key={status}>
            <StatusGlyph status={status} />
            <span>
              {STATUS_WORDS[status]}{' '}
              <span className={classes['soft']}>{length(summary.timeIn[status])}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
