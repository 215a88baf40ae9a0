import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useActions } from '../actions.ts';
import { useLive } from '../stores-context.ts';
import classes from './monitor-panel.module.css';

/** Says that a model which learnt from the student's own answers is in use, and takes it back. */
export function OwnModelLine(): ReactNode {
  const { backToShipped } = useActions();
  const isOwn = useLive((state) => state.models.attention_level?.chosen?.origin === 'personal');
  const studentId = useLive((state) => state.session?.identity.studentId ?? null);
  const [told, setTold] = useState<'done' | 'failed' | null>(null);
  if (!isOwn || studentId === null) return null;
  return (
    <div className={classes['small']}>
      <p className={classes['small']} role="status">
        {told === 'done'
          ? 'Your own model is removed: from the next session on you have the one that everybody has.'
          : told === 'failed'
            ? 'Your own model could not be removed: the browser’s storage did not answer. Try again.'
            : 'This level comes from a model that learnt from your own answers.'}
      </p>
      {told !== 'done' && (
        <Button
          variant="default"
          size="compact-sm"
          mt="xs"
          onClick={() => void backToShipped(studentId).then(setTold)}
        >
          Back to the model everybody has
        </Button>
      )}
    </div>
  );
}
