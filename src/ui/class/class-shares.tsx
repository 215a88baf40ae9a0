import type { ReactNode } from 'react';
import { ENGAGEMENT_STATUSES } from '#core/engagement/reading.ts';
import { StatusGlyph } from '../components/status-glyph.tsx';
import classes from '../components/status-shares.module.css';
import { useClass } from '../stores-context.ts';
import { UNSHOWN_WORDS } from '../words/class-words.ts';
import { percent } from '../words/format.ts';
import { STATUS_WORDS } from '../words/status-words.ts';

/** How the class divides at this moment, as a bar and in words. */
export function ClassShares(): ReactNode {
  // As text, so that nothing is drawn anew while it reads the same.
  const shares = useClass(({ now }) => {
    if (now?.statuses.kind !== 'shown') return null;
    const { figure } = now.statuses;
    return ENGAGEMENT_STATUSES.map((status) => Math.round(100 * figure[status])).join(' ');
  });
  const why = useClass(({ now }) => now?.statuses.kind ?? 'too_few');
  if (shares === null) {
    return (
      <p className={classes['soft']} style={{ margin: 0 }}>
        How the class divides: {why === 'shown' ? '' : UNSHOWN_WORDS[why]}
      </p>
    );
  }
  const hundredths = shares.split(' ').map(Number);
  const parts = ENGAGEMENT_STATUSES.map((status, index) => ({
    status,
    share: (hundredths[index] ?? 0) / 100,
  }));
  return (
    <div>
      <div className={classes['bar']} aria-hidden="true">
        {parts
          .filter(({ share }) => share > 0)
          .map(({ status, share }) => (
            <div
              key={status}
              style={{
                flexGrow: share,
                background: `var(--heed-status-${status})`,
                opacity: status === 'not_detected' ? 0.45 : 1,
              }}
            />
          ))}
      </div>
      <ul className={classes['list']} aria-label="How the class divides now">
        {parts.map(({ status, share }) => (
          <li key={status}>
            <StatusGlyph status={status} />
            <span>
              {STATUS_WORDS[status]} <span className={classes['soft']}>{percent(share)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
