import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { WARM_ALERT } from '../../components/alert-styles.ts';

interface ProblemNoteProps {
  readonly title: string;
  /** What happened, what was kept, what to do. */
  readonly children: ReactNode;
}

/** Something that did not work, in its own sentence. */
export function ProblemNote({ title, children }: ProblemNoteProps): ReactNode {
  return (
    <Alert
      title={title}
      role="alert"
      color="orange"
      styles={WARM_ALERT}
      maw="var(--heed-width-reading)"
    >
      {children}
    </Alert>
  );
}
