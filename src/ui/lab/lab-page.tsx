import { Anchor, List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Page } from '../components/page.tsx';
import { Surface } from '../components/surface.tsx';

export function LabPage(): ReactNode {
  return (
    <Page
      title="Lab"
      width="reading"
      lead="For people who study engagement. This part isn’t built yet; this is what it will do."
    >
      <Surface>
        <List spacing="sm">
          <List.Item>Label recorded sessions and build a data set, split by person.</List.Item>
          <List.Item>Train a model in the browser, on your own data, on your own device.</List.Item>
          <List.Item>
            Show what it gets right and wrong, always beside the plain guess it has to beat.
          </List.Item>
        </List>
        <Text mt="lg">
          Until then, every{' '}
          <Anchor component={Link} href="/sessions">
            session
          </Anchor>{' '}
          exports as CSV, and recordings can be read on the command line with{' '}
          <code>npm run extract</code>.
        </Text>
      </Surface>
    </Page>
  );
}
