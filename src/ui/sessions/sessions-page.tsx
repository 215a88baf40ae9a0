import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { isDeleted } from '#stores/deletion-store.ts';
import type { SessionRecord } from '#core/sessions/records.ts';
import { useActions } from '../actions.ts';
import { DeviceExport } from '../components/device-export.tsx';
import { Icon } from '../components/icon.tsx';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Surface } from '../components/surface.tsx';
import { DEMO_LINK } from '../lecture/lecture-link.ts';
import { useDeletion, useSessions } from '../stores-context.ts';
import { LectureMeans } from './lecture-means.tsx';
import { RememberedStudents } from './remembered-students.tsx';
import { SessionItem } from './session-item.tsx';
import { StorageNote } from './storage-note.tsx';
import classes from './sessions-page.module.css';

export function SessionsPage(): ReactNode {
  const { loadSessions } = useActions();
  const state = useSessions();
  useEffect(() => {
    void loadSessions();
  }, [loadSessions]);

  return (
    <Page title="Sessions" lead="Kept in this browser, on this device, until you delete them.">
      {state.kind === 'loading' && (
        <Group role="status">
          <Loader size="sm" />
          <Text>Looking through the log</Text>
        </Group>
      )}
      {state.kind === 'failed' && (
        <ProblemAlert problem={state.problem}>
          <Button onClick={() => void loadSessions()}>Try again</Button>
        </ProblemAlert>
      )}
      {state.kind === 'ready' && <SessionList sessions={state.sessions} />}
      <RememberedStudents />
    </Page>
  );
}

function SessionList({ sessions }: { readonly sessions: readonly SessionRecord[] }): ReactNode {
  const { deleteSessions } = useActions();
  const deletion = useDeletion();
  const shown = sessions.filter(({ id }) => !isDeleted(deletion, id));

  if (shown.length === 0) {
    return (
      <Surface>
        <Stack align="flex-start" gap="md">
          <Text>
            No sessions yet. When you have watched a lecture, it appears here with its timeline, its
            figures and its exports.
          </Text>
          <Group>
            <Button component={Link} href={DEMO_LINK}>
              Watch the demo lecture
            </Button>
            <Button component={Link} href="/lecture" variant="default">
              Open your own lecture
            </Button>
          </Group>
        </Stack>
      </Surface>
    );
  }
  return (
    <Stack gap="md">
      <ul className={classes['list']}>
        {shown.map((record) => (
          <SessionItem
            key={record.id}
            record={record}
            onDelete={() => {
              deleteSessions([record.id]);
            }}
          />
        ))}
      </ul>
      <StorageNote />
      <DeviceExport />
      <Group justify="space-between">
        <Text c="dimmed">{shown.length === 1 ? '1 session' : `${shown.length} sessions`}</Text>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<Icon name="bin" size={18} />}
          onClick={() => {
            deleteSessions(shown.filter(({ endedAt }) => endedAt !== null).map(({ id }) => id));
          }}
        >
          Delete all
        </Button>
      </Group>
      <LectureMeans sessions={shown} />
    </Stack>
  );
}
