import { Anchor, Group, Loader, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Page } from '../../components/page.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import type { RecordReading } from './use-record.ts';

/** The page of a record that is not there, or not yet. */
export function RecordUnread({
  reading,
}: {
  readonly reading: Exclude<RecordReading, { kind: 'ready' }>;
}): ReactNode {
  return (
    <Page title="Record of a class" width="reading">
      {reading.kind === 'loading' && (
        <Group role="status">
          <Loader size="sm" />
          <Text>Opening the record</Text>
        </Group>
      )}
      {reading.kind === 'failed' && <ProblemAlert problem={reading.problem} />}
      {reading.kind === 'missing' && (
        <>
          <Text>
            There is no such record in this browser, or it can’t be read. It may have been deleted,
            or kept in another browser.
          </Text>
          <Text mt="md">
            <Anchor component={Link} href="/class">
              See the records that are here
            </Anchor>
          </Text>
        </>
      )}
    </Page>
  );
}
