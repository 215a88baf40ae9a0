import { Anchor, Box, Button, Group, Loader, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import type { QueueStage } from '#stores/lab/queue-store.ts';
import { Surface } from '../../components/surface.tsx';
import { batchWords } from '../../words/queue-words.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { useLab } from '../lab-context.ts';
import { LabPage } from '../lab-page.tsx';
import { AskedStretch } from './asked-stretch.tsx';
import { LabelCurveSection } from './label-curve-section.tsx';
import { QueueControls } from './queue-controls.tsx';

type AskingStage = Extract<QueueStage, { kind: 'asking' }>;

function BatchDone({ stage }: { readonly stage: AskingStage }): ReactNode {
  const { actions } = useLab();
  const labelled = stage.given.filter(({ kind }) => kind === 'word').length;
  return (
    <Surface labelledBy="batch-done">
      <Title order={2} id="batch-done">
        Batch done
      </Title>
      <Text mt="xs" role="status">
        {labelled} of {stage.given.length} got a label. They are kept.
      </Text>
      <Group mt="md" gap="sm">
        <Button onClick={() => void actions.askForBatch()}>Ask for more</Button>
        <Button variant="default" onClick={() => void actions.undoAnswer()}>
          Undo the last
        </Button>
        <Anchor component={Link} href="/lab/train">
          Train with them
        </Anchor>
      </Group>
      <LabelCurveSection />
    </Surface>
  );
}

function NothingLeft({ stage }: { readonly stage: AskingStage }): ReactNode {
  return (
    <Surface labelledBy="nothing-left">
      <Title order={2} id="nothing-left">
        Nothing left to ask
      </Title>
      <Text mt="xs" maw="var(--heed-width-reading)">
        Every stretch of the recordings in use has a label, was skipped, or can’t be asked for.{' '}
        {batchWords(stage.batch).join(' ')}{' '}
        <Anchor component={Link} href="/lab">
          Add recordings
        </Anchor>{' '}
        or{' '}
        <Anchor component={Link} href="/lab/train">
          train with the labels
        </Anchor>
        .
      </Text>
    </Surface>
  );
}

function Asking({ stage }: { readonly stage: AskingStage }): ReactNode {
  const { batch, given } = stage;
  if (batch.asked.length === 0) return <NothingLeft stage={stage} />;
  const asked = batch.asked[given.length];
  if (asked === undefined) return <BatchDone stage={stage} />;
  return (
    <>
      {batch.withoutModel === 'too_few_labels' && (
        <Text mb="md" maw="var(--heed-width-reading)">
          There are no labels of two kinds to learn from yet, so nothing can be unsure: what is
          unlike the labelled is asked for.
        </Text>
      )}
      <AskedStretch stage={stage} asked={asked} />
    </>
  );
}

/** The stretches that teach a model most, one at a time, and what the answers give. */
export function QueuePage(): ReactNode {
  const { actions, stores } = useLab();
  const { choices, stage, troubles } = useStore(stores.queue);
  useEffect(() => {
    void actions.openQueue();
    return () => {
      actions.closeQueue();
    };
  }, [actions]);
  return (
    <LabPage
      title="Label next"
      lead={
        <>
          The moments on which a model is least sure, or that are unlike what it has seen, one at a
          time. To label a recording from its beginning to its end, go to{' '}
          <Anchor component={Link} href="/lab/labels">
            Labels
          </Anchor>
          .
        </>
      }
    >
      {choices !== null && <QueueControls />}
      {troubles.length > 0 && (
        <Box mb="md">
          <ProblemNote title="Not everything went well">{troubles.join(' ')}</ProblemNote>
        </Box>
      )}
      {stage.kind === 'reading' && (
        <Group gap="sm" role="status">
          <Loader size="sm" />
          <Text>
            {stage.all > 0
              ? `Reading ${stage.what}: ${stage.done} of ${stage.all}`
              : 'Looking for what to ask …'}
          </Text>
        </Group>
      )}
      {stage.kind === 'failed' && (
        <ProblemNote title="Nothing can be asked now">
          {stage.why} Labels that were given are kept.{' '}
          <Anchor component={Link} href="/lab">
            Look at the data
          </Anchor>
        </ProblemNote>
      )}
      {stage.kind === 'asking' && <Asking stage={stage} />}
    </LabPage>
  );
}
