import type { ReactNode } from 'react';
import { ENGAGEMENT_STATUSES } from '#core/engagement/reading.ts';
import type { Shown, StatusShares } from '#core/live/class-figures.ts';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import classes from '../../components/status-shares.module.css';
import { UNSHOWN_WORDS } from '../../words/class-words.ts';
import { percent } from '../../words/format.ts';
import { STATUS_WORDS } from '../../words/status-words.ts';

/** How a class divided over its whole lecture. */
export function RecordShares({ statuses }: { readonly statuses: Shown<StatusShares> }): ReactNode {
  if (statuses.kind !== 'shown') {
    return <p className={classes['soft']}>How the class divided: {UNSHOWN_WORDS[statuses.kind]}</p>;
  }
  return (
    <ul className={classes['list']} aria-label="How the class divided over the lecture">
      {ENGAGEMENT_STATUSES.map((status) => (
        <li key={status}>
          <StatusGlyph status={status} />
          <span>
            {STATUS_WORDS[status]}{' '}
            <span className={classes['soft']}>{percent(statuses.figure[status])}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
