import { Anchor, Group, Loader, Table, Text, Title } from '@mantine/core';
import { useCallback, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import type { CurveResult } from '#core/lab/queue/queue-batch.ts';
import { decimals, type PlotPlace } from '../../charts/evaluation/plot-options.ts';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import { CURVE_LINES, labelCurvePlot } from '../../charts/queue/label-curve-plot.ts';
import { FoldedTable } from '../../components/folded-table.tsx';
import { NO_CURVE_WORDS, SCORE_WORDS } from '../../words/queue-words.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { useLab } from '../lab-context.ts';

function Key({ colour, dash, name }: { colour: string; dash: string; name: string }): ReactNode {
  return (
    <Group gap={6} wrap="nowrap">
      <svg width="28" height="8" aria-hidden="true">
        <line
          x1="0"
          x2="28"
          y1="4"
          y2="4"
          stroke={colour}
          strokeWidth="2.5"
          strokeDasharray={dash}
        />
      </svg>
      <Text size="sm">{name}</Text>
    </Group>
  );
}

function Curve({
  result,
}: {
  readonly result: Extract<CurveResult, { kind: 'curve' }>;
}): ReactNode {
  const { curve, score, before, heldOut, heldOutStretches } = result;
  const name = SCORE_WORDS[score];
  const draw = useCallback((place: PlotPlace) => labelCurvePlot(curve, name, place), [curve, name]);
  return (
    <>
      <Text maw="var(--heed-width-reading)">
        A quick model (a logistic regression on each stretch’s means, spreads and changes) learnt
        from the first so many labels, {before === 0 ? 'none' : before} of them from elsewhere, and
        was judged on {heldOutStretches} stretches of {heldOut.length}{' '}
        {heldOut.length === 1 ? 'person' : 'persons'} of whom it saw none. Shown is its {name}; the
        dotted line is that of the most common answer, {decimals(curve.baseline)}.
      </Text>
      <Group gap="lg" mt="sm">
        <Key {...CURVE_LINES.given} name="As asked" />
        <Key
          {...CURVE_LINES.random}
          name={`As many at random: mean and range of ${curve.draws} draws`}
        />
      </Group>
      <PlotFigure draw={draw} />
      <FoldedTable
        summary="The curve as a table"
        columns={['Labelled stretches', `As asked, ${name}`, 'At random, mean', 'Range']}
      >
        {() =>
          curve.given.map(({ labels, score: own }, index) => {
            const random = curve.random[index];
            return (
              <Table.Tr key={labels}>
                <Table.Td>{labels}</Table.Td>
                <Table.Td>{decimals(own)}</Table.Td>
                <Table.Td>{decimals(random?.mean ?? null)}</Table.Td>
                <Table.Td>
                  {decimals(random?.low ?? null)} to {decimals(random?.high ?? null)}
                </Table.Td>
              </Table.Tr>
            );
          })
        }
      </FoldedTable>
      <Text size="sm" c="dimmed" mt="sm" maw="var(--heed-width-reading)">
        The draws are from what has a label by now, not from everything: others have no label to
        learn from. So what was asked for is among them, both lines end at the same labels, and the
        comparison says whether the order helped, not what labelling at random would have given.
        With few persons to judge by, a difference of some hundredths says nothing.
      </Text>
    </>
  );
}

/** The score against labels given, once a batch is answered. */
export function LabelCurveSection(): ReactNode {
  const { stores } = useLab();
  const curve = useStore(stores.queue, (state) => state.curve);
  return (
    <section aria-labelledby="label-curve">
      <Title order={2} id="label-curve" mt="lg" mb="xs">
        What the labels give
      </Title>
      {curve.kind === 'reading' && (
        <Group gap="sm" role="status">
          <Loader size="sm" />
          <Text>
            {curve.all > 0
              ? `Learning from the labels: ${curve.done} of ${curve.all} models`
              : 'Reading the labels …'}
          </Text>
        </Group>
      )}
      {curve.kind === 'failed' && (
        <ProblemNote title="The curve could not be drawn">
          {curve.why} The labels are kept.
        </ProblemNote>
      )}
      {curve.kind === 'ready' && curve.result.kind === 'curve' && <Curve result={curve.result} />}
      {curve.kind === 'ready' && curve.result.kind === 'none' && (
        <Text maw="var(--heed-width-reading)">
          {NO_CURVE_WORDS[curve.result.why]}{' '}
          <Anchor component={Link} href="/lab/labels">
            Labels
          </Anchor>
        </Text>
      )}
    </section>
  );
}
