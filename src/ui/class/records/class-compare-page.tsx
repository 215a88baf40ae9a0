import { Anchor, Stack, Table, Text, Title } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { Link, useSearch } from 'wouter';
import { compareClasses } from '#core/class-figures/compare.ts';
import { CELL_SECONDS, type ClassCell } from '#core/live/class-figures.ts';
import type { ClassRecord } from '#core/live/records/class-record.ts';
import { TWO_LINES, TwoLinesChart } from '../../charts/two-lines-chart.tsx';
import { FoldedTable } from '../../components/folded-table.tsx';
import { Page } from '../../components/page.tsx';
import { Surface } from '../../components/surface.tsx';
import { lineWords } from '../../words/class-cell-words.ts';
import { differenceWords } from '../../words/compare-words.ts';
import { clock, dateAndTime, percent } from '../../words/format.ts';
import { overallWords } from '../../words/record-words.ts';
import { STATUS_WORDS } from '../../words/status-words.ts';
import { RecordUnread } from './record-unread.tsx';
import classes from './records.module.css';
import { useRecord } from './use-record.ts';

/** Two records beside each other. */
export function ClassComparePage(): ReactNode {
  const query = new URLSearchParams(useSearch());
  const first = useRecord(query.get('a') ?? '');
  const second = useRecord(query.get('b') ?? '');
  if (first.kind !== 'ready') return <RecordUnread reading={first} />;
  if (second.kind !== 'ready') return <RecordUnread reading={second} />;
  return <Compared first={first.record} second={second.record} />;
}

const PLACES = ['First', 'Second'] as const;

function Compared({ first, second }: Readonly<Record<'first' | 'second', ClassRecord>>): ReactNode {
  const { score, statuses } = useMemo(
    () => compareClasses(first.overall, second.overall),
    [first, second],
  );
  return (
    <Page title="Two classes" lead="What was shown of two classes, over each other.">
      <Stack gap="lg">
        <ul className={classes['pair']}>
          {[first, second].map((record, index) => (
            <li key={index}>
              <svg width="34" height="10" aria-hidden="true">
                <path
                  d="M0 5h34"
                  stroke={TWO_LINES[index === 0 ? 0 : 1].colour}
                  strokeWidth="3"
                  strokeDasharray={TWO_LINES[index === 0 ? 0 : 1].dash}
                />
              </svg>
              <div>
                {PLACES[index === 0 ? 0 : 1]}:{' '}
                <Anchor component={Link} href={`/class/records/${record.id}`}>
                  {record.lectureId}
                </Anchor>
                , {record.courseId}
                <div className={classes['soft']}>{dateAndTime(record.startedAt)}</div>
                <div>{overallWords(record.overall.score)}</div>
              </div>
            </li>
          ))}
        </ul>
        <Surface labelledBy="along-heading">
          <Title order={2} id="along-heading" mb="sm">
            Attention along the lecture
          </Title>
          <TwoLinesChart first={first.lecture} second={second.lecture} />
          <CellTable first={first.lecture} second={second.lecture} />
        </Surface>
        <Surface labelledBy="difference-heading">
          <Title order={2} id="difference-heading" mb="sm">
            Over the whole lecture
          </Title>
          {differenceWords(score).map((sentence) => (
            <Text key={sentence}>{sentence}</Text>
          ))}
          <Table mt="md" maw="34rem" aria-label="How both classes divided">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Status</Table.Th>
                {PLACES.map((place) => (
                  <Table.Th key={place}>{place}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {statuses.map((share) => (
                <Table.Tr key={share.status}>
                  <Table.Td>{STATUS_WORDS[share.status]}</Table.Td>
                  {[share.first, share.second].map((value, index) => (
                    <Table.Td key={index}>{value === null ? 'not shown' : percent(value)}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Text size="sm" c="dimmed" mt="md" maw="var(--heed-width-reading)">
            The interval is Welch’s, from mean, spread and number of students. It takes the students
            of both for separate people: who was in both can’t be known here, and where the same
            students were in both, it is usually wider than it would have to be. Students who were
            seen less well count less in the means, which it doesn’t know. Shares have no interval,
            since how far students differ in them is not kept.
          </Text>
        </Surface>
      </Stack>
    </Page>
  );
}

type Cells = Readonly<Record<'first' | 'second', readonly ClassCell[]>>;

function CellTable({ first, second }: Cells): ReactNode {
  return (
    <FoldedTable summary="The same as a table" columns={['Lecture time', 'First', 'Second']}>
      {() => {
        const byIndex = [first, second].map(
          (cells) => new Map(cells.map((cell) => [cell.index, cell])),
        );
        const indices = [...new Set([...first, ...second].map(({ index }) => index))];
        return indices
          .sort((a, b) => a - b)
          .map((index) => (
            <Table.Tr key={index}>
              <Table.Td>{clock(index * CELL_SECONDS)}</Table.Td>
              {byIndex.map((cells, which) => {
                const cell = cells.get(index);
                return (
                  <Table.Td key={which}>
                    {cell === undefined ? 'nobody' : lineWords(cell, 'attention')}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ));
      }}
    </FoldedTable>
  );
}
