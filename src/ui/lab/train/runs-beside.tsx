import { ScrollArea, Switch, Table, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { LabRun } from '#core/lab/lab-run.ts';
import { runsBeside } from '#core/lab/runs-beside.ts';
import classes from './train.module.css';

/** Settings, data and scores of several runs, what differs marked. */
export function RunsBeside({ runs }: { readonly runs: readonly LabRun[] }): ReactNode {
  const [all, setAll] = useState(false);
  const rows = runsBeside(runs);
  const differing = rows.filter(({ differs }) => differs);
  const shown = all ? rows : differing;
  return (
    <section aria-labelledby="beside-heading" className={classes['group']}>
      <Title order={3} id="beside-heading">
        {runs.length} runs beside each other
      </Title>
      <Switch
        my="sm"
        label="What they have in common, too"
        checked={all}
        onChange={(event) => {
          setAll(event.currentTarget.checked);
        }}
      />
      <ScrollArea
        type="auto"
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Runs beside each other' }}
      >
        <Table verticalSpacing={6} miw={`${14 + 16 * runs.length}rem`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Setting</Table.Th>
              {runs.map(({ id, name }) => (
                <Table.Th key={id} className={classes['name']}>
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ path, label, values, differs }) => (
              <Table.Tr key={path} className={differs ? classes['differs'] : undefined}>
                <Table.Th scope="row">
                  {label}
                  {differs && all && <span className={classes['count']}>differs</span>}
                </Table.Th>
                {values.map((value, index) => (
                  <Table.Td key={runs[index]?.id} style={{ overflowWrap: 'anywhere' }}>
                    {value}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </section>
  );
}
