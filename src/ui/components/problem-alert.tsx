import { Alert, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Problem } from '#stores/problem.ts';
import { PROBLEM_WORDS } from '../words/problem-words.ts';
import { WARM_ALERT } from './alert-styles.ts';
import { Icon } from './icon.tsx';
import classes from './problem-alert.module.css';

interface ProblemAlertProps {
  readonly problem: Problem;
  /** Buttons for the way out. */
  readonly children?: ReactNode;
  /** Quieter, for what limits a session without stopping it. */
  readonly quiet?: boolean;
}

export function ProblemAlert({ problem, children, quiet = false }: ProblemAlertProps): ReactNode {
  const { title, wayOut } = PROBLEM_WORDS[problem.kind];
  return (
    <Alert
      role={quiet ? 'status' : 'alert'}
      title={title}
      icon={<Icon name="note" />}
      color="orange"
      p={quiet ? 'sm' : 'md'}
      styles={WARM_ALERT}
    >
      <Text size={quiet ? 'sm' : 'md'}>{wayOut}</Text>
      {problem.detail !== null && (
        <details className={classes['details']}>
          <summary>Technical details</summary>
          <code>{problem.detail}</code>
        </details>
      )}
      {children !== undefined && (
        <Group mt="sm" gap="sm">
          {children}
        </Group>
      )}
    </Alert>
  );
}
