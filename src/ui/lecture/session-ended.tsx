import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { isDeleted } from '#stores/deletion-store.ts';
import { useActions } from '../actions.ts';
import { Figures, type FigureData } from '../components/figure.tsx';
import { Page } from '../components/page.tsx';
import { ReliabilityNote } from '../components/reliability-note.tsx';
import { StatusShares } from '../components/status-shares.tsx';
import { Surface } from '../components/surface.tsx';
import { useDeletion, useLive, useSettings, useShare } from '../stores-context.ts';
import { length } from '../words/format.ts';
import { summaryFigures } from '../words/summary-figures.ts';
import { sharedWords } from '../words/share-words.ts';
import { END_WORDS } from '../words/status-words.ts';

/** What the session came to, and where to find it. */
export function SessionEnded(): ReactNode {
  const { dismissEnded } = useActions();
  const ended = useLive((state) => state.ended);
  const inMemory = useLive((state) => state.logHealth?.kind === 'in_memory');
  const deletion = useDeletion();
  const { class: deployment } = useSettings();
  const { chosen, sent, waiting, lost } = useShare((state) => state);
  if (ended === null) return null;
  const { session, summary, duration, eventCount, reliability } = ended;

  if (isDeleted(deletion, session.id)) {
    return (
      <Page
        title="Session deleted"
        width="reading"
        lead={`Nothing of it will be left in this browser. You can still undo this, below, for a few seconds.${sent > 0 ? ' What your class was sent stays sent.' : ''}`}
      >
        <Group>
          <Button variant="default" onClick={dismissEnded}>
            Back to the lecture
          </Button>
        </Group>
      </Page>
    );
  }
  const shared = sharedWords(deployment, chosen, sent, lost + waiting);
  const figures: readonly FigureData[] = [
    { label: 'Length', value: length(duration) },
    ...(summary === null ? [] : summaryFigures(summary)),
    { label: 'Events logged', value: eventCount },
  ];
  return (
    <Page title="Session finished" lead={`${END_WORDS[ended.end]}. The camera is off.`}>
      <Stack gap="lg">
        <Surface>
          <Stack gap="lg">
            <Figures items={figures} />
            {summary !== null && <StatusShares summary={summary} />}
          </Stack>
        </Surface>
        <ReliabilityNote reliability={reliability} />
        <Text c="dimmed">
          {inMemory
            ? 'This session is in memory only. Open it and export it before you close this tab.'
            : 'It is kept in this browser until you delete it.'}
        </Text>
        {shared !== null && <Text c="dimmed">{shared}</Text>}
        <Group>
          <Button component={Link} href={`/sessions/${session.id}`}>
            See the timeline
          </Button>
          <Button component={Link} href="/sessions" variant="default">
            All sessions
          </Button>
          <Button variant="subtle" onClick={dismissEnded}>
            Back to the lecture
          </Button>
        </Group>
      </Stack>
    </Page>
  );
}
