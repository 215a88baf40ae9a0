import { Anchor, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { elapsed, type TimestampMs } from '#core/units.ts';
import { isDeleted } from '#stores/deletion-store.ts';
import type { SessionDetailState } from '#stores/session-detail-store.ts';
import { useActions } from '../actions.ts';
import { Figures, type FigureData } from '../components/figure.tsx';
import { Icon } from '../components/icon.tsx';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ReliabilityNote } from '../components/reliability-note.tsx';
import { StatusShares } from '../components/status-shares.tsx';
import { Surface } from '../components/surface.tsx';
import { useDeletion, useSessionDetail } from '../stores-context.ts';
import { dateAndTime, length } from '../words/format.ts';
import { END_WORDS, MODE_WORDS } from '../words/status-words.ts';
import { summaryFigures } from '../words/summary-figures.ts';
import { SessionExports } from './session-exports.tsx';
import { SessionTimeline } from './session-timeline.tsx';

type Ready = Extract<SessionDetailState, { kind: 'ready' }>;

export function SessionPage({ id }: { readonly id: string }): ReactNode {
  const { loadSession } = useActions();
  const state = useSessionDetail();
  const deleted = isDeleted(useDeletion(), id);
  useEffect(() => {
    void loadSession(id);
  }, [id, loadSession]);

  if (deleted) return <Gone title="Session deleted" />;
  if (state.kind === 'ready' && state.record.id === id) return <SessionDetail {...state} />;
  if (state.kind === 'missing' && state.sessionId === id) return <Gone title="No such session" />;
  if (state.kind === 'failed' && state.sessionId === id) {
    return (
      <Page title="Session">
        <ProblemAlert problem={state.problem}>
          <Button onClick={() => void loadSession(id)}>Try again</Button>
        </ProblemAlert>
      </Page>
    );
  }
  return (
    <Page title="Session">
      <Group role="status">
        <Loader size="sm" />
        <Text>Reading the session</Text>
      </Group>
    </Page>
  );
}

function Gone({ title }: { readonly title: string }): ReactNode {
  return (
    <Page title={title} width="reading">
      <Text>
        It isn’t among the sessions on this device.{' '}
        <Anchor component={Link} href="/sessions">
          All sessions
        </Anchor>
      </Text>
    </Page>
  );
}

const lastPoint = (startedAt: TimestampMs, { timeline }: Ready): TimestampMs =>
  (startedAt + (timeline.points.at(-1)?.tS ?? 0) * 1000) as TimestampMs;

function SessionDetail(state: Ready): ReactNode {
  const { deleteSessions } = useActions();
  const [, navigate] = useLocation();
  const { record, summary, reliability, events } = state;
  const lasted = elapsed(record.startedAt, record.endedAt ?? lastPoint(record.startedAt, state));
  const figures: readonly FigureData[] = [
    { label: 'Length', value: length(lasted) },
    ...(summary === null ? [] : summaryFigures(summary)),
    { label: 'Events', value: events.length },
  ];
  const ended = record.end === null ? 'Still running' : END_WORDS[record.end];
  return (
    <Page
      title={`Lecture ${record.lectureId}`}
      lead={`${dateAndTime(record.startedAt)}. Course ${record.courseId}, ${record.studentId}. ${MODE_WORDS[record.mode]}. ${ended}.`}
    >
      <Stack gap="lg">
        <Surface>
          <Stack gap="lg">
            <Figures items={figures} />
            {summary !== null && <StatusShares summary={summary} />}
          </Stack>
        </Surface>
        <ReliabilityNote reliability={reliability} />
        <SessionTimeline detail={state} length={lasted} />
        <SessionExports
          sessionId={record.id}
          mode={record.mode}
          attentionModelId={record.attentionModelId}
        />
        {record.endedAt !== null && (
          <div>
            <Button
              variant="subtle"
              color="gray"
              leftSection={<Icon name="bin" size={18} />}
              onClick={() => {
                deleteSessions([record.id]);
                navigate('/sessions');
              }}
            >
              Delete this session
            </Button>
          </div>
        )}
      </Stack>
    </Page>
  );
}
