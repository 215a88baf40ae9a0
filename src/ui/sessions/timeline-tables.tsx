import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import type { SessionEvent } from '#core/sessions/records.ts';
import type { TimelinePoint } from '#core/sessions/timeline.ts';
import { elapsed, type TimestampMs } from '#core/units.ts';
import { FoldedTable } from '../components/folded-table.tsx';
import { StatusGlyph } from '../components/status-glyph.tsx';
import { isSpan, type SeenKind } from '../charts/seen-data.ts';
import { clock, lectureClock, length, percent } from '../words/format.ts';
import { rateWords } from '../words/seen-words.ts';
import { EVENT_WORDS, REASON_WORDS, STATE_WORDS, STATUS_WORDS } from '../words/status-words.ts';
import classes from './timeline-tables.module.css';

export function PointTable({ points }: { readonly points: readonly TimelinePoint[] }): ReactNode {
  const withStates = points.some(({ states }) => states !== null);
  return (
    <FoldedTable
      summary="The same as a table"
      columns={[
        'Session time',
        'Lecture time',
        'Score',
        'Status',
        'Reason',
        ...(withStates ? LEARNING_STATES.map((state) => STATE_WORDS[state]) : []),
      ]}
    >
      {() =>
        points.map((point) => (
          <Table.Tr key={point.tS}>
            <Table.Td>{clock(point.tS)}</Table.Td>
            <Table.Td>{lectureClock(point.lectureTimeS)}</Table.Td>
            <Table.Td>{point.score === null ? 'none' : Math.round(point.score)}</Table.Td>
            <Table.Td className={classes['nowrap']}>
              <StatusGlyph status={point.status} size={12} /> {STATUS_WORDS[point.status]}
            </Table.Td>
            <Table.Td>{point.reason === null ? '' : REASON_WORDS[point.reason]}</Table.Td>
            {withStates &&
              LEARNING_STATES.map((state, index) => {
                const share = point.states?.[index];
                return <Table.Td key={state}>{share === undefined ? '' : percent(share)}</Table.Td>;
              })}
          </Table.Tr>
        ))
      }
    </FoldedTable>
  );
}

interface SeenTableProps {
  readonly kinds: readonly SeenKind[];
  /** Blinks a minute; null where too little was read. */
  readonly rate: number | null;
}

export function SeenTable({ kinds, rate }: SeenTableProps): ReactNode {
  return (
    <FoldedTable
      summary="What was seen, as a table"
      columns={['What', 'How often', 'In all', 'Longest']}
    >
      {() =>
        kinds.map(({ type, spans, total, longest }) => (
          <Table.Tr key={type}>
            <Table.Td>{EVENT_WORDS[type]}</Table.Td>
            <Table.Td>
              {spans.length}
              {type === 'blink' && rate !== null ? `, ${rateWords(rate)}` : ''}
            </Table.Td>
            <Table.Td>{length(total)}</Table.Td>
            <Table.Td>{length(longest)}</Table.Td>
          </Table.Tr>
        ))
      }
    </FoldedTable>
  );
}

interface EventTableProps {
  readonly events: readonly SessionEvent[];
  readonly startedAt: TimestampMs;
}

const dataWords = (event: SessionEvent): string => {
  const lasted = event.data['duration_s'];
  if (isSpan(event) && typeof lasted === 'number') return `${lasted.toFixed(1)} s`;
  return Object.entries(event.data)
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${String(value)}`)
    .join(', ');
};

export function EventTable({ events, startedAt }: EventTableProps): ReactNode {
  // What lasts is logged when it ends, and told from when it began.
  const rows = events.filter(({ type }) => type !== 'blink').toSorted((a, b) => a.at - b.at);
  return (
    <FoldedTable
      summary={rows.length < events.length ? 'Every event but blinks' : 'Every event as a table'}
      columns={['Session time', 'Lecture time', 'Event', 'More']}
    >
      {() =>
        rows.map((event) => (
          <Table.Tr key={event.sequence}>
            <Table.Td>{clock(elapsed(startedAt, event.at) / 1000)}</Table.Td>
            <Table.Td>{lectureClock(event.lectureTime)}</Table.Td>
            <Table.Td>{EVENT_WORDS[event.type]}</Table.Td>
            <Table.Td>{dataWords(event)}</Table.Td>
          </Table.Tr>
        ))
      }
    </FoldedTable>
  );
}
