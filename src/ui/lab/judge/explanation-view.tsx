import { Select, Stack, Table, Text, Title } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import type { Explanation } from '#core/lab/judge/run-judgement.ts';
import type { Explained } from '#stores/lab/judge-store.ts';
import { type Bar, barsPlot } from '../../charts/evaluation/bars-plot.ts';
import { featureCurvesPlot } from '../../charts/evaluation/feature-curves-plot.ts';
import type { PlotPlace } from '../../charts/evaluation/plot-options.ts';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import { FoldedTable } from '../../components/folded-table.tsx';
import { featureName } from '../../words/feature-words.ts';
import { labelWords } from '../../words/model-words.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { decimals, signed } from './score-words.ts';

const SHOWN = 10;
const CURVES = 4;

interface Share extends Bar {
  readonly feature: number;
}

/** The features that moved one output most, the strongest first. */
function sharesOf({ attribution, features }: Explanation, output: number): readonly Share[] {
  return attribution.features
    .map(({ values, errors }, feature) => ({
      feature,
      name: features[feature]?.name ?? '',
      value: values[output] ?? 0,
      error: errors?.[output] ?? null,
    }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
}

const highest = (values: readonly number[]): number => values.indexOf(Math.max(...values));

function Shown({
  explanation,
  labels,
}: {
  readonly explanation: Explanation;
  readonly labels: readonly string[];
}): ReactNode {
  const { attribution, features, rateHz } = explanation;
  const [output, setOutput] = useState(() => highest(attribution.said));
  const shares = useMemo(() => sharesOf(explanation, output), [explanation, output]);
  const label = labelWords(labels[output] ?? '');
  const drawBars = useMemo(
    () => (place: PlotPlace) =>
      barsPlot(
        shares.slice(0, SHOWN),
        { axis: `change of the probability of ${label}`, label: 'What moved the prediction' },
        place,
      ),
    [shares, label],
  );
  const drawCurves = useMemo(
    () => (place: PlotPlace) =>
      featureCurvesPlot(
        shares.slice(0, CURVES).flatMap(({ feature }) => features[feature] ?? []),
        rateHz,
        place,
      ),
    [shares, features, rateHz],
  );
  return (
    <Stack gap="md">
      <Select
        label="Of which label"
        maw="20rem"
        data={labels.map((name, index) => ({ value: String(index), label: labelWords(name) }))}
        value={String(output)}
        allowDeselect={false}
        onChange={(value) => {
          if (value !== null) setOutput(Number(value));
        }}
      />
      <Text maw="var(--heed-width-reading)">
        The model says {label} {decimals(attribution.said[output] ?? null)}; of a window in which
        every feature stands at its training mean it says{' '}
        {decimals(attribution.base[output] ?? null)}. The bars share out the difference (Shapley
        values of {attribution.orders} orders of the features); the lines are standard errors. They
        tell what the model went by, not what is true of the person.
      </Text>
      <PlotFigure draw={drawBars} />
      <FoldedTable
        summary="What moved the prediction, as a table"
        columns={['Feature', 'Change', 'Standard error']}
      >
        {() =>
          shares.map(({ name, value, error }) => (
            <Table.Tr key={name}>
              <Table.Td>{featureName(name)}</Table.Td>
              <Table.Td>{signed(value)}</Table.Td>
              <Table.Td>{decimals(error)}</Table.Td>
            </Table.Tr>
          ))
        }
      </FoldedTable>
      <Text size="sm" c="dimmed">
        Curves of the {CURVES} features that moved it most, in deviations from their means in
        training (dashed).
      </Text>
      <PlotFigure draw={drawCurves} />
      <FoldedTable
        summary="The curves as a table"
        columns={['Feature', 'Training mean', 'First', 'Last', 'Lowest', 'Highest']}
      >
        {() =>
          features.map(({ name, mean, curve }) => (
            <Table.Tr key={name}>
              <Table.Td>{featureName(name)}</Table.Td>
              <Table.Td>{decimals(mean)}</Table.Td>
              <Table.Td>{decimals(curve[0] ?? null)}</Table.Td>
              <Table.Td>{decimals(curve.at(-1) ?? null)}</Table.Td>
              <Table.Td>{decimals(Math.min(...curve))}</Table.Td>
              <Table.Td>{decimals(Math.max(...curve))}</Table.Td>
            </Table.Tr>
          ))
        }
      </FoldedTable>
    </Stack>
  );
}

/** What moved the prediction of the window that was asked for last. */
export function ExplanationView({
  explained,
  labels,
}: {
  readonly explained: Explained;
  readonly labels: readonly string[];
}): ReactNode {
  if (explained.kind === 'none') return null;
  return (
    <Stack gap="sm" mt="lg">
      <Title order={3} size="h4">
        What moved window {explained.index}
      </Title>
      {explained.kind === 'working' && (
        <Text role="status">
          Asking the model
          {explained.all === 0 ? ' …' : `: ${explained.done} of ${explained.all} rounds`}
        </Text>
      )}
      {explained.kind === 'failed' && (
        <ProblemNote title="It cannot be explained">{explained.why}</ProblemNote>
      )}
      {explained.kind === 'ready' && (
        <Shown key={explained.index} explanation={explained.explanation} labels={labels} />
      )}
    </Stack>
  );
}
