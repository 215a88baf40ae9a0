import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useClassRecords } from '../stores-context.ts';

/** Records that cannot be read, and records that would be lost with the page. */
export function RecordsTrouble(): ReactNode {
  const unreadable = useClassRecords((state) => state.unreadable);
  const held = useClassRecords((state) => state.held);
  return (
    <>
      {held !== null && (
        <ProblemAlert problem={held} quiet>
          <Text size="sm">
            The record of the class is held in this page alone: export it before you close the page.
          </Text>
        </ProblemAlert>
      )}
      {unreadable.length > 0 && (
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
      )}
    </>
  );
}
