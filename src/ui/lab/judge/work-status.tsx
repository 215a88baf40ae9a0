import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LongWork } from '#stores/lab/judge-store.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { groupWords } from './score-words.ts';

interface WorkStatusProps {
  readonly work: LongWork;
  /** What is being done. */
  readonly name: string;
  readonly onStop: () => void;
  /** What is kept where it was stopped. */
  readonly kept: string;
}

/** How far long work is, with the way out of it. */
export function WorkStatus({ work, name, onStop, kept }: WorkStatusProps): ReactNode {
  if (work.kind === 'failed')
    return <ProblemNote title={`${name} stopped`}>{work.why}</ProblemNote>;
  if (work.kind === 'stopped') return <Text role="status">Stopped. {kept}</Text>;
  if (work.kind === 'idle') return null;
  const { done, all, what, epoch } = work;
  return (
    <Stack gap="xs" maw="var(--heed-width-reading)">
      <Group justify="space-between">
        <Text role="status">
          {all === 0 ? `Reading ${what} …` : `${groupWords(what)}: ${done} of ${all} done`}
          {epoch === null ? '' : `, epoch ${epoch}`}
        </Text>
        <Button variant="default" size="compact-md" onClick={onStop}>
          Stop
        </Button>
      </Group>
      <Progress
        value={all === 0 ? 100 : (100 * done) / all}
        animated={all === 0}
        aria-label={name}
      />
    </Stack>
  );
}
