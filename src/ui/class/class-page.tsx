import { Anchor, List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Page } from '../components/page.tsx';
import { Surface } from '../components/surface.tsx';

export function ClassPage(): ReactNode {
  return (
    <Page
      title="Class"
      width="reading"
      lead="For the person who teaches. This part isn’t built yet; this is what it will do."
    >
      <Surface>
        <List spacing="sm">
          <List.Item>
            Show how a class as a whole follows a lecture as it runs, and where it lost the thread.
          </List.Item>
          <List.Item>
            Count only students who chose to share, each in their own browser, and show nothing
            while they are too few to stay anonymous.
          </List.Item>
          <List.Item>Work without a server of ours: between tabs, or through your own.</List.Item>
        </List>
        <Text mt="lg">
          What works today is{' '}
          <Anchor component={Link} href="/lecture">
            the lecture
          </Anchor>
          , for one student, on one device.
        </Text>
      </Surface>
    </Page>
  );
}
