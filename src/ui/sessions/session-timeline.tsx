import { Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import type { DurationMs } from '#core/units.ts';
import type { SessionDetailState } from '#stores/session-detail-store.ts';
import { SessionTimelineChart } from '../charts/session-timeline-chart.tsx';
import { blinkBars, blinkRate, seenKinds } from '../charts/seen-data.ts';
import type { TimeAxis } from '../charts/time-axis.ts';
import { timelineMarks } from '../charts/timeline-data.ts';
import { TimelineLegend } from '../charts/timeline-legend.tsx';
import { Surface } from '../components/surface.tsx';
import { EventTable, PointTable, SeenTable } from './timeline-tables.tsx';

interface SessionTimelineProps {
  readonly detail: Extract<SessionDetailState, { kind: 'ready' }>;
  readonly length: DurationMs;
}

export function SessionTimeline({ detail, length }: SessionTimelineProps): ReactNode {
  const { timeline, events, record } = detail;
  const [axis, setAxis] = useState<TimeAxis>('session');
  const marks = useMemo(
    () => timelineMarks(timeline, events, record.startedAt, axis),
    [timeline, events, record.startedAt, axis],
  );
  const kinds = useMemo(
    () => seenKinds(events, record.startedAt, axis),
    [events, record.startedAt, axis],
  );
  const furthest = Math.max(
    1,
    ...marks.bands.map(({ x2 }) => x2),
    ...marks.events.map(({ x }) => x),
    ...kinds.flatMap(({ spans }) => spans.map(({ at }) => at?.x2 ?? 0)),
  );
  const end = axis === 'session' ? Math.max(length / 1000, furthest) : furthest;
  const seen = useMemo(
    () => ({
      kinds,
      bars: blinkBars(kinds, timeline, axis, end),
      rate: blinkRate(kinds, timeline),
    }),
    [kinds, timeline, axis, end],
  );
  const seconds = timeline.bucket / 1000;
  return (
    <Surface labelledBy="timeline-heading">
      <Group justify="space-between" mb="sm">
        <Title order={2} id="timeline-heading">
          Timeline
        </Title>
        <SegmentedControl
          size="sm"
          aria-label="Time along the chart"
          value={axis}
          onChange={setAxis}
          data={[
            { value: 'session', label: 'Session time' },
            { value: 'lecture', label: 'Lecture time' },
          ]}
        />
      </Group>
      {marks.bands.length === 0 && marks.events.length === 0 ? (
        <Text c="dimmed">
          {axis === 'lecture'
            ? 'No lecture time is known in this session.'
            : 'Nothing was logged in this session.'}
        </Text>
      ) : (
        <>
          <SessionTimelineChart marks={marks} seen={seen} axis={axis} end={end} />
          <TimelineLegend withStates={marks.states.length > 0} />
        </>
      )}
      {timeline.points.length > 0 && (
        <>
          <Text size="sm" c="dimmed" mt="md">
            {seconds === 1 ? 'One point a second' : `One point for every ${seconds} seconds`}; the
            exports hold every sample.
          </Text>
          <PointTable points={timeline.points} />
        </>
      )}
      {kinds.length > 0 && <SeenTable kinds={kinds} rate={seen.rate} />}
      {events.length > 0 && <EventTable events={events} startedAt={record.startedAt} />}
    </Surface>
  );
}
