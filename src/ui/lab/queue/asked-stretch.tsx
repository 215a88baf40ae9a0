import { Anchor, Progress, Table, Text, Title } from '@mantine/core';
import { useCallback, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import type { AskedStretch as Asked } from '#core/lab/queue/queue-batch.ts';
import type { QueueStage } from '#stores/lab/queue-store.ts';
import type { PlotPlace } from '../../charts/evaluation/plot-options.ts';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import { shownValues, stretchPlot, UNIT_WORDS } from '../../charts/queue/stretch-plot.ts';
import { FoldedTable } from '../../components/folded-table.tsx';
import { Surface } from '../../components/surface.tsx';
import {
  batchWords,
  featureWords,
  placeWords,
  saysWords,
  secondsWords,
  whyWords,
} from '../../words/queue-words.ts';
import { useLab } from '../lab-context.ts';
import { AnswerKeys } from './answer-keys.tsx';
import { KeptFrames } from './kept-frames.tsx';

const linkTo = ({ recording, span }: Asked): string =>
  `/lab/labels/${encodeURIComponent(recording)}?at=${Math.round(span.from)}`;

/** Seconds between two rows of the table. */
const TABLE_STEP = 0.5;

function Curves({ asked }: { readonly asked: Asked }): ReactNode {
  const { curves, span } = asked;
  const draw = useCallback(
    (place: PlotPlace) => stretchPlot(curves, (span.to - span.from) / 1000, place),
    [curves, span],
  );
  const columns = curves.curves.map(({ feature, unit }) =>
    `${featureWords(feature)} ${UNIT_WORDS[unit]}`.trim(),
  );
  const shown = curves.curves.map(shownValues);
  const every = curves.seconds.flatMap((second, index) => {
    const before = curves.seconds[index - 1];
    const isNew =
      before === undefined || Math.floor(before / TABLE_STEP) !== Math.floor(second / TABLE_STEP);
    return isNew ? [{ second, index }] : [];
  });
  return (
    <>
      <PlotFigure draw={draw} />
      <FoldedTable summary="The curves as a table" columns={['Second', ...columns]}>
        {() =>
          every.map(({ second, index }) => (
            <Table.Tr key={second}>
              <Table.Td>{second.toFixed(1)}</Table.Td>
              {shown.map((values, column) => (
                <Table.Td key={columns[column]}>{values[index]?.toFixed(1) ?? '–'}</Table.Td>
              ))}
            </Table.Tr>
          ))
        }
      </FoldedTable>
    </>
  );
}

interface AskedStretchProps {
  readonly stage: Extract<QueueStage, { kind: 'asking' }>;
  readonly asked: Asked;
}

/** One stretch: why it is asked about, what was measured, and the answers. */
export function AskedStretch({ stage, asked }: AskedStretchProps): ReactNode {
  const { actions, stores } = useLab();
  const frames = useStore(stores.queue, (state) => state.frames);
  const { batch, given } = stage;
  const says = saysWords(asked);
  return (
    <Surface labelledBy="asked">
      <Text size="sm" c="dimmed" role="status">
        {given.length + 1} of {batch.asked.length}
      </Text>
      <Progress
        value={(100 * given.length) / batch.asked.length}
        aria-label="Answered of this batch"
        mt={4}
        mb="md"
      />
      <Title order={2} id="asked" style={{ overflowWrap: 'anywhere' }}>
        {placeWords(asked)}
      </Title>
      <Text mt="xs">
        {whyWords(asked)} {says}
      </Text>
      <Text size="sm" c="dimmed">
        {secondsWords(asked)} of {asked.person}.{' '}
        <Anchor component={Link} href={linkTo(asked)}>
          See it in its recording
        </Anchor>
      </Text>
      <KeptFrames frames={frames} />
      <AnswerKeys
        words={batch.words}
        canUndo={given.length > 0}
        onAnswer={(answer) => void actions.answerQueue(answer)}
        onUndo={() => void actions.undoAnswer()}
      />
      <Curves asked={asked} />
      <Text size="sm" c="dimmed" mt="md">
        {batchWords(batch).join(' ')}
      </Text>
    </Surface>
  );
}
