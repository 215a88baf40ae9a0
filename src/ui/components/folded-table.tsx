import { ScrollArea, Table } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import classes from './folded-table.module.css';

interface FoldedTableProps {
  readonly summary: string;
  readonly columns: readonly string[];
  readonly children: () => ReactNode;
}

/** A table that is made when it is opened. */
export function FoldedTable({ summary, columns, children }: FoldedTableProps): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details
      className={classes['fold']}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{summary}</summary>
      {open && (
        <ScrollArea.Autosize
          mah="24rem"
          viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': summary }}
        >
          <Table stickyHeader fz="sm" verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column) => (
                  <Table.Th key={column}>{column}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>{children()}</Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
    </details>
  );
}
