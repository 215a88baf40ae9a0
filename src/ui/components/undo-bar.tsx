import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useActions } from '../actions.ts';
import { useDeletion } from '../stores-context.ts';
import classes from './undo-bar.module.css';

/** Says what is about to be deleted and offers to keep it, for as long as that is possible. */
export function UndoBar(): ReactNode {
  const { pending, failure } = useDeletion();
  const { undoDeletion } = useActions();
  const count = pending?.sessionIds.length ?? 0;
  return (
    <div className={classes['place']} role="status">
      {pending !== null && (
        <div className={classes['bar']}>
          <span>{count === 1 ? 'Session deleted' : `${count} sessions deleted`}</span>
          <Button size="compact-md" variant="white" onClick={undoDeletion}>
            Undo
          </Button>
          <span
            key={pending.sessionIds.join()}
            className={classes['grace']}
            style={{ animationDuration: `${pending.graceMs}ms` }}
          />
        </div>
      )}
      {pending === null && failure !== null && (
        <div className={classes['bar']}>
          <span>Could not delete. The session is still here. ({failure})</span>
        </div>
      )}
    </div>
  );
}
