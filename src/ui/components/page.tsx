import { Box, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly width?: 'reading' | 'page' | 'stage';
  readonly children: ReactNode;
}

/** One screen: its heading, what it is for in a sentence, its width, and the tab's title. */
export function Page({ title, lead, width = 'page', children }: PageProps): ReactNode {
  useDocumentTitle(`${title} · Heed`);
  return (
    <Box maw={`var(--heed-width-${width})`} mx="auto">
      <Title order={1}>{title}</Title>
      {lead !== undefined && (
        <Text
          size="lg"
          c="dimmed"
          mt="xs"
          maw="var(--heed-width-reading)"
          component="div"
          style={{ textWrap: 'pretty' }}
        >
          {lead}
        </Text>
      )}
      <Box mt="lg">{children}</Box>
    </Box>
  );
}
