import type { ReactNode } from 'react';
import { ENGAGEMENT_STATUSES } from '#core/engagement/reading.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import { StatusGlyph } from '../components/status-glyph.tsx';
import { STATE_DASH } from '../theme/tokens.ts';
import { STATE_WORDS, STATUS_WORDS } from '../words/status-words.ts';
import {
  EVENT_GROUPS,
  GROUP_SYMBOL,
  type EventGroup,
  type EventSymbol,
} from './timeline-scales.ts';
import classes from './legend.module.css';

const GROUP_WORDS: Record<EventGroup, string> = {
  lecture: 'Lecture played, paused, moved',
  tab: 'Tab hidden or visible',
  monitor: 'Session and camera',
  input: 'Mouse and keys',
};

const SHAPES: Record<EventSymbol, ReactNode> = {
  circle: <circle cx="7" cy="7" r="2.5" />,
  square: <rect x="3" y="3" width="8" height="8" />,
  triangle: <path d="M7 2 12.2 11.5H1.8z" />,
  diamond: <path d="M7 1 11.5 7 7 13 2.5 7z" />,
};

export function TimelineLegend({ withStates }: { readonly withStates: boolean }): ReactNode {
  return (
    <div className={classes['legend']}>
      <ul aria-label="Statuses">
        {ENGAGEMENT_STATUSES.map((status) => (
          <li key={status}>
            <StatusGlyph status={status} size={14} />
            {STATUS_WORDS[status]}
          </li>
        ))}
      </ul>
      {withStates && (
        <ul aria-label="Learning states">
          {LEARNING_STATES.map((state) => (
            <li key={state}>
              <svg width="26" height="6" aria-hidden="true">
                <path
                  d="M0 3h26"
                  stroke={`var(--heed-state-${state})`}
                  strokeWidth="2.5"
                  strokeDasharray={STATE_DASH[state]}
                />
              </svg>
              {STATE_WORDS[state]}
            </li>
          ))}
        </ul>
      )}
      <ul aria-label="Events">
        {EVENT_GROUPS.map((group) => (
          <li key={group}>
            <svg width="14" height="14" aria-hidden="true" fill="currentColor">
              {SHAPES[GROUP_SYMBOL[group]]}
            </svg>
            {GROUP_WORDS[group]}
          </li>
        ))}
      </ul>
    </div>
  );
}
