import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Page } from './page.tsx';

export function NotFoundPage(): ReactNode {
  return (
    <Page title="There is no page here" width="reading">
      <Text>
        The address may be old or mistyped. Go to{' '}
        <Anchor component={Link} href="/">
          the start
        </Anchor>{' '}
        or to{' '}
        <Anchor component={Link} href="/sessions">
          your sessions
        </Anchor>
        .
      </Text>
    </Page>
  );
}
