import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { ENGAGEMENT_STATUSES } from '#core/engagement/reading.ts';
import { CELL_SECONDS, type ClassCell } from '#core/live/class-figures.ts';
import type { LearningState } from '#core/models/prediction.ts';
import type { TimestampMs } from '#core/units.ts';
import { FoldedTable } from '../components/folded-table.tsx';
import { axisTime, lineWords, shownWords } from '../words/class-cell-words.ts';
import { percent } from '../words/format.ts';
import { STATE_WORDS, STATUS_WORDS } from '../words/status-words.ts';

interface ClassTableProps {
  readonly cells: readonly ClassCell[];
  readonly startedAt: TimestampMs | null;
  readonly states: readonly LearningState[];
}

/** The chart's cells in figures. */
export function ClassTable({ cells, startedAt, states }: ClassTableProps): ReactNode {
  if (cells.length === 0) return null;
  return (
    <FoldedTable
      summary="The same as a table"
      columns={[
        startedAt === null ? 'Lecture time' : 'Time of day',
        'Students',
        'Attention',
        ...ENGAGEMENT_STATUSES.map((status) => STATUS_WORDS[status]),
        'Paused',
        ...states.map((state) => STATE_WORDS[state]),
      ]}
    >
      {() =>
        cells.map((cell) => (
          <Table.Tr key={cell.index}>
            <Table.Td>{axisTime(cell.index * CELL_SECONDS, startedAt)}</Table.Td>
            <Table.Td>{cell.score.kind === 'shown' ? cell.score.students : 'not told'}</Table.Td>
            <Table.Td>{lineWords(cell, 'attention')}</Table.Td>
            {ENGAGEMENT_STATUSES.map((status) => (
              <Table.Td key={status}>
                {shownWords(cell.statuses, (shares) => percent(shares[status]))}
              </Table.Td>
            ))}
            <Table.Td>{shownWords(cell.paused, percent)}</Table.Td>
            {states.map((state) => (
              <Table.Td key={state}>{lineWords(cell, state)}</Table.Td>
            ))}
          </Table.Tr>
        ))
      }
    </FoldedTable>
  );
}
