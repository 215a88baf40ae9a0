import type { ReactNode } from 'react';
import { StatusGlyph } from '../components/status-glyph.tsx';
import { useLive } from '../stores-context.ts';
import { REASON_WORDS, STATUS_WORDS } from '../words/status-words.ts';
import classes from './monitor-panel.module.css';

/** The score, the status, and why, in words. */
export function ScoreNow(): ReactNode {
  const score = useLive(({ reading }) => reading?.score ?? null);
  const status = useLive(({ reading }) => reading?.status ?? 'not_detected');
  const reason = useLive(({ reading }) => (reading === null ? 'starting' : reading.reason));
  /** The hint, where there is one, says it better. */
  const others = useLive(({ faceCount, hint }) =>
    faceCount === null || hint === 'several_people' ? 0 : faceCount - 1,
  );
  return (
    <div>
      <div className={classes['now']}>
        <div className={classes['score']}>
          {score === null ? <span aria-label="no score">–</span> : Math.round(score)}
          <span className={classes['unit']}>of 100</span>
        </div>
        <div>
          <div className={classes['status']}>
            <StatusGlyph status={status} />
            {STATUS_WORDS[status]}
          </div>
          <div className={classes['reason']}>
            {reason === null ? '' : REASON_WORDS[reason]}
            {reason === null && others > 0
              ? `${others + 1} faces in view; only yours is read.`
              : ''}
          </div>
        </div>
      </div>
    </div>
  );
}
