import { Table } from '@mantine/core';
import { useCallback, type ReactNode } from 'react';
import type { Epoch } from '#core/models/training.ts';
import { epochsPlot } from '../../charts/train/epochs-plot.ts';
import type { PlotPlace } from '../../charts/evaluation/plot-options.ts';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import { FoldedTable } from '../../components/folded-table.tsx';
import classes from './train.module.css';

interface TrainingCurvesProps {
  readonly history: readonly Epoch[];
  readonly most: number;
  /** What the score is called. */
  readonly score: string;
}

const figure = (value: number): string => (Number.isFinite(value) ? value.toFixed(4) : 'none');

/** Loss and score over the epochs, and the table behind them. */
export function TrainingCurves({ history, most, score }: TrainingCurvesProps): ReactNode {
  const loss = useCallback(
    (place: PlotPlace) => epochsPlot('loss', history, most, place),
    [history, most],
  );
  const scored = useCallback(
    (place: PlotPlace) => epochsPlot('score', history, most, place),
    [history, most],
  );
  return (
    <>
      <div className={classes['curves']}>
        <figure>
          <figcaption>
            <span className={classes['key']}>
              <span className={classes['solid']} /> Loss while learning
            </span>{' '}
            <span className={classes['key']}>
              <span className={classes['dashed']} /> on the persons to stop by
            </span>
          </figcaption>
          <PlotFigure draw={loss} />
        </figure>
        <figure>
          <figcaption>
            <span className={classes['solid']} /> {score} on the persons to stop by
          </figcaption>
          <PlotFigure draw={scored} />
        </figure>
      </div>
      <p className={classes['soft']}>The ring is the epoch that is kept.</p>
      <FoldedTable
        summary="Epochs as a table"
        columns={['Epoch', 'Loss', 'Validation loss', score, 'Learning rate', 'Kept']}
      >
        {() =>
          history.map((epoch) => (
            <Table.Tr key={epoch.number}>
              <Table.Td>{epoch.number}</Table.Td>
              <Table.Td>{figure(epoch.loss)}</Table.Td>
              <Table.Td>{figure(epoch.validationLoss)}</Table.Td>
              <Table.Td>{figure(epoch.score)}</Table.Td>
              <Table.Td>{epoch.learningRate.toPrecision(3)}</Table.Td>
              <Table.Td>{epoch.best ? 'best so far' : ''}</Table.Td>
            </Table.Tr>
          ))
        }
      </FoldedTable>
    </>
  );
}
