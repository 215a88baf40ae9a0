import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { SessionRecord } from '#core/sessions/records.ts';
import { dateAndTime } from '../../words/format.ts';
import { useLab } from '../lab-context.ts';
import { counted } from './data-words.ts';
import classes from './data.module.css';

const SHOWN = 50;

/** Sessions that this browser recorded, to be learnt from. */
export function OwnSessions(): ReactNode {
  const { actions, stores } = useLab();
  const sessions = useStore(stores.data, (state) => state.sessions);
  return (
    <details
      className={classes['fold']}
      onToggle={(event) => {
        if (event.currentTarget.open) void actions.listOwnSessions();
      }}
    >
      <summary>Take sessions that were recorded in this browser</summary>
      {sessions !== null && <Choice sessions={sessions} />}
    </details>
  );
}

function Choice({ sessions }: { readonly sessions: readonly SessionRecord[] }): ReactNode {
  const { addSessions } = useLab().actions;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [shown, setShown] = useState(SHOWN);
  if (sessions.length === 0) {
    return <Text mt="sm">No session with a camera is stored here yet.</Text>;
  }
  const toggle = (id: string): void => {
    setChosen((before) =>
      before.includes(id) ? before.filter((one) => one !== id) : [...before, id],
    );
  };
  return (
    <Stack mt="sm" gap="xs" align="flex-start">
      <ul className={classes['list']}>
        {sessions.slice(0, shown).map(({ id, lectureId, courseId, studentId, startedAt }) => (
          <li key={id}>
            <Checkbox
              my={6}
              checked={chosen.includes(id)}
              onChange={() => {
                toggle(id);
              }}
              label={`${lectureId} (${courseId}), ${studentId === '' ? 'nobody named' : studentId}, ${dateAndTime(startedAt)}`}
              styles={{ label: { overflowWrap: 'anywhere' } }}
            />
          </li>
        ))}
      </ul>
      {sessions.length > shown && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            setShown(shown + SHOWN);
          }}
        >
          Show {Math.min(SHOWN, sessions.length - shown)} more
        </Button>
      )}
      <Group gap="xs">
        <Button
          disabled={chosen.length === 0}
          onClick={() => {
            void addSessions(chosen);
            setChosen([]);
          }}
        >
          Take {chosen.length === 0 ? 'them' : counted(chosen.length, 'session')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            setChosen(sessions.map(({ id }) => id));
          }}
        >
          Choose all
        </Button>
      </Group>
    </Stack>
  );
}
