import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LabRun } from '#core/lab/lab-run.ts';
import { FoldedTable } from '../../components/folded-table.tsx';
import { decimals } from './score-words.ts';

/** How the training went, epoch by epoch. */
export function HistorySection({ run }: { readonly run: LabRun }): ReactNode {
  const { history, troubles } = run;
  const best = history.findLast((epoch) => epoch.best);
  return (
    <>
      {history.length === 0 ? (
        <Text>There are no epochs: this kind of model has none, or none was finished.</Text>
      ) : (
        <>
          <Text>
            {history.length} epochs
            {best === undefined
              ? ''
              : `; the best was number ${best.number}, with a validation score of ${decimals(best.score)}`}
            .
          </Text>
          <FoldedTable
            summary="Epochs as a table"
            columns={['Epoch', 'Loss', 'Validation loss', 'Score', 'Learning rate']}
          >
            {() =>
              history.map(({ number, loss, validationLoss, score, learningRate }) => (
                <Table.Tr key={number}>
                  <Table.Td>{number}</Table.Td>
                  <Table.Td>{decimals(loss)}</Table.Td>
                  <Table.Td>{decimals(validationLoss)}</Table.Td>
                  <Table.Td>{decimals(score)}</Table.Td>
                  <Table.Td>{learningRate.toPrecision(2)}</Table.Td>
                </Table.Tr>
              ))
            }
          </FoldedTable>
        </>
      )}
      {troubles.map((trouble) => (
        <Text key={trouble} c="dimmed" mt="xs">
          {trouble}
        </Text>
      ))}
    </>
  );
}
