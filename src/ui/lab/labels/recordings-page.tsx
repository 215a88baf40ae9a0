import { Alert, Anchor, Button, Group, Loader, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import type { RecordingHead, RecordingList } from '#core/lab/labels/recording-view.ts';
import { WARM_ALERT } from '../../components/alert-styles.ts';
import { Surface } from '../../components/surface.tsx';
import { dateAndTime, length, percent } from '../../words/format.ts';
import { useLab } from '../lab-context.ts';
import { LabPage } from '../lab-page.tsx';
import { wordName } from './label-words.ts';
import classes from './recordings-page.module.css';

const LEAD =
  'Say of each stretch of a recording what was the case. A model learns from what is said here.';

/** Recordings of the sources in use, and how much of each is labelled. */
export function RecordingsPage(): ReactNode {
  const { actions, stores } = useLab();
  const listed = useStore(stores.labels, (state) => state.listed);
  useEffect(() => {
    void actions.loadRecordings();
  }, [actions]);
  return (
    <LabPage title="Labels" lead={LEAD}>
      {listed.kind === 'reading' && (
        <Group role="status">
          <Loader size="sm" />
          <Text>Looking through the recordings</Text>
        </Group>
      )}
      {listed.kind === 'failed' && (
        <Alert
          role="alert"
          title="The recordings can’t be listed"
          styles={WARM_ALERT}
          maw="var(--heed-width-reading)"
        >
          <Text>{listed.why}</Text>
          <Button mt="sm" onClick={() => void actions.loadRecordings()}>
            Try again
          </Button>
        </Alert>
      )}
      {listed.kind === 'ready' && <Recordings list={listed.list} />}
    </LabPage>
  );
}

function Recordings({ list }: { readonly list: RecordingList }): ReactNode {
  const [sought, setSought] = useState('');
  const { recordings, problems } = list;
  const letters = sought.trim().toLowerCase();
  const shown = recordings.filter(({ name, source }) =>
    `${name} ${source}`.toLowerCase().includes(letters),
  );
  if (recordings.length === 0) {
    return (
      <Stack gap="lg">
        <Surface>
          <Text>
            There is nothing to label yet. Add recordings, or pick your own sessions, under{' '}
            <Anchor component={Link} href="/lab">
              Data
            </Anchor>
            ; a source has to be switched on to be listed here.
          </Text>
        </Surface>
        <Problems problems={problems} />
      </Stack>
    );
  }
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="end">
        <TextInput
          label="Find a recording"
          value={sought}
          onChange={(event) => {
            setSought(event.currentTarget.value);
          }}
          style={{ flex: '1 1 14rem', maxWidth: '24rem' }}
        />
        <Button component={Link} href="/lab/labels/next" variant="light">
          Label what teaches most
        </Button>
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {letters === ''
          ? `${recordings.length} ${recordings.length === 1 ? 'recording' : 'recordings'}`
          : `${shown.length} of ${recordings.length} recordings`}
      </Text>
      <ul className={classes['list']}>
        {shown.map((head) => (
          <Recording key={head.recording} head={head} />
        ))}
      </ul>
      <Problems problems={problems} />
    </Stack>
  );
}

function Recording({ head }: { readonly head: RecordingHead }): ReactNode {
  const { name, source, startedAt, words, labelled } = head;
  const share = head.length === null || head.length === 0 ? null : labelled / head.length;
  return (
    <li className={classes['item']}>
      <div className={classes['name']}>
        <Anchor
          component={Link}
          href={`/lab/labels/${encodeURIComponent(head.recording)}`}
          fw={600}
        >
          {name}
        </Anchor>
        <Text size="sm" c="dimmed">
          {[
            source,
            ...(startedAt === null ? [] : [dateAndTime(startedAt)]),
            ...(head.length === null ? [] : [length(head.length)]),
          ].join(' · ')}
        </Text>
      </div>
      <div className={classes['share']}>
        <Text size="sm">{labelledWords(head, share)}</Text>
        {share !== null && share > 0 && (
          <div className={classes['bar']} aria-hidden="true">
            <div style={{ width: `${Math.min(100, share * 100)}%` }} />
          </div>
        )}
        {words.length > 0 && (
          <Text size="sm" c="dimmed" lineClamp={2}>
            {words
              .slice(0, 6)
              .map(([word, time]) => `${wordName(word)} ${percent(time / labelled)}`)
              .join(', ')}
          </Text>
        )}
      </div>
    </li>
  );
}

function labelledWords({ labelled, spans }: RecordingHead, share: number | null): string {
  if (spans === 0) return 'No labels yet';
  const count = `${spans} ${spans === 1 ? 'span' : 'spans'}`;
  const part = share === null ? length(labelled) : percent(Math.min(1, share));
  return `${part} labelled, ${count}`;
}

function Problems({ problems }: { readonly problems: readonly string[] }): ReactNode {
  if (problems.length === 0) return null;
  return (
    <Alert title="Not listed" styles={WARM_ALERT} maw="var(--heed-width-reading)">
      <ul className={classes['problems']}>
        {problems.slice(0, 20).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {problems.length > 20 && <li>… and {problems.length - 20} more.</li>}
      </ul>
    </Alert>
  );
}
