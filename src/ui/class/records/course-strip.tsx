import { Table, Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import type { ClassRecordHead } from '#core/live/records/class-record.ts';
import { heatRuns, heatStepWords, type HeatRun } from '../../charts/heat-data.ts';
import { HeatLegend, HeatStrip } from '../../charts/heat-strip.tsx';
import { FoldedTable } from '../../components/folded-table.tsx';
import { useClassRecords } from '../../stores-context.ts';
import { UNSHOWN_WORDS } from '../../words/class-words.ts';
import { clock } from '../../words/format.ts';
import { dayWords } from '../../words/record-words.ts';

const runWords = ({ kind }: HeatRun): string =>
  typeof kind === 'number' ? heatStepWords(kind) : UNSHOWN_WORDS[kind];

/** Attention along the lectures of a course, one under another. */
export function CourseStrip({
  records,
}: {
  readonly records: readonly ClassRecordHead[];
}): ReactNode {
  const read = useClassRecords((state) => state.records);
  const rows = useMemo(
    () =>
      records.map(({ id, lectureId, startedAt }) => {
        const record = read[id];
        return {
          key: id,
          name: `${lectureId}, ${dayWords(startedAt)}`,
          runs: record === undefined || record === null ? null : heatRuns(record.lecture),
        };
      }),
    [records, read],
  );
  return (
    <div>
      <Text size="sm" c="dimmed" mb="xs">
        Attention along the time of each lecture
      </Text>
      <HeatStrip rows={rows} />
      <HeatLegend />
      <FoldedTable
        summary="The strip as a table"
        columns={['Lecture', 'From', 'To', 'Attention, 0 to 100']}
      >
        {() =>
          rows.flatMap(({ key, name, runs }) =>
            (runs ?? []).map((run) => (
              <Table.Tr key={`${key} ${run.from}`}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{clock(run.from)}</Table.Td>
                <Table.Td>{clock(run.to)}</Table.Td>
                <Table.Td>{runWords(run)}</Table.Td>
              </Table.Tr>
            )),
          )
        }
      </FoldedTable>
    </div>
  );
}
