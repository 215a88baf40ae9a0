import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useClassRecords } from '../../stores-context.ts';

/** Records that would be lost with the page. */
export function HeldRecords(): ReactNode {
  const held = useClassRecords((state) => state.held);
  if (held === null) return null;
  return (
    <ProblemAlert problem={held} quiet>
      <Text size="sm">
        The record of the class is held in this page alone: export it before you close the page.
      </Text>
    </ProblemAlert>
  );
}

/** Records that cannot be read, each with why. */
export function UnreadableRecords(): ReactNode {
  const unreadable = useClassRecords((state) => state.unreadable);
  if (unreadable.length === 0) return null;
  return (
    <details>
      <summary>
        {unreadable.length === 1
          ? 'One record can’t be read'
          : `${unreadable.length} records can’t be read`}
      </summary>
      {unreadable.map((why, index) => (
        <Text key={index} size="sm">
          {why}
        </Text>
      ))}
    </details>
  );
}
