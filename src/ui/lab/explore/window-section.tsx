import { Anchor, Button, Group, NumberInput, Table, Text, Title } from '@mantine/core';
import { useCallback, useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import type { FeatureExploration, WindowCurves } from '#core/lab/explore/exploration.ts';
import type { PlotPlace } from '../../charts/evaluation/plot-options.ts';
import { curvesPlot } from '../../charts/explore/curves-plot.ts';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import { FoldedTable } from '../../components/folded-table.tsx';
import { Surface } from '../../components/surface.tsx';
import { clock } from '../../words/format.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { useLab } from '../lab-context.ts';

interface CurvesProps {
  readonly exploration: FeatureExploration;
  readonly window: WindowCurves;
}

const linkTo = ({ recording, endsAt }: WindowCurves): string =>
  `/lab/labels/${encodeURIComponent(recording)}${endsAt === null ? '' : `?at=${Math.round(endsAt)}`}`;

/** Where a window is from; a session's own times are those of a clock and say nothing here. */
const placeWords = ({ endsAt, recording }: WindowCurves): string =>
  endsAt === null
    ? 'a still'
    : recording.startsWith('session/')
      ? 'its place in the session'
      : `up to ${clock(endsAt / 1000)}`;

function Curves({ exploration, window }: CurvesProps): ReactNode {
  const features = exploration.features.map(({ feature }) => feature);
  const { values, padding, rateHz } = window;
  const draw = useCallback(
    (place: PlotPlace) =>
      curvesPlot(
        exploration.features.map(({ feature }) => feature),
        values,
        { padding, rateHz },
        place,
      ),
    [exploration, values, padding, rateHz],
  );
  const rows = values.length / features.length;
  return (
    <>
      <Text mt="sm">
        {window.person},{' '}
        {window.classes.map((name) => name.replaceAll('_', ' ')).join(' and ') ||
          'none of the classes'}
        :{' '}
        <Anchor component={Link} href={linkTo(window)}>
          {placeWords(window)}
        </Anchor>
        . Action units go from 0 to 5; each angle has the range that it needs, a tenth of a radian
        at least.
      </Text>
      <PlotFigure draw={draw} />
      <FoldedTable
        summary="The window as a table"
        columns={['Row', ...features.map(({ name }) => name)]}
      >
        {() =>
          Array.from({ length: rows - padding }, (_, row) => (
            <Table.Tr key={row}>
              <Table.Td>{row + 1}</Table.Td>
              {features.map(({ name }, index) => (
                <Table.Td key={name}>
                  {(values[(padding + row) * features.length + index] ?? 0).toFixed(2)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))
        }
      </FoldedTable>
    </>
  );
}

/** The curves of one window after the other. */
export function WindowSection({
  exploration,
}: {
  readonly exploration: FeatureExploration;
}): ReactNode {
  const { actions, stores } = useLab();
  const window = useStore(stores.explore, (state) => state.window);
  const problem = useStore(stores.explore, (state) => state.windowProblem);
  const none = window === null && problem === null;
  useEffect(() => {
    if (none) void actions.showWindow(0);
  }, [none, actions]);
  const last = exploration.windows - 1;
  const index = window?.index ?? 0;
  const show = (next: number): void => {
    void actions.showWindow(Math.max(0, Math.min(last, next)));
  };
  return (
    <Surface mt="lg" labelledBy="window">
      <Title order={2} id="window">
        One window
      </Title>
      <Group align="end" mt="sm" gap="xs">
        <NumberInput
          label={`Window, 1 to ${exploration.windows}`}
          value={index + 1}
          min={1}
          max={exploration.windows}
          allowDecimal={false}
          w="9rem"
          onChange={(value) => {
            if (typeof value === 'number') show(value - 1);
          }}
        />
        <Button
          variant="default"
          disabled={index <= 0}
          onClick={() => {
            show(index - 1);
          }}
        >
          Before
        </Button>
        <Button
          variant="default"
          disabled={index >= last}
          onClick={() => {
            show(index + 1);
          }}
        >
          Next
        </Button>
      </Group>
      {problem !== null && <ProblemNote title="This window cannot be shown">{problem}</ProblemNote>}
      {window !== null && <Curves exploration={exploration} window={window} />}
    </Surface>
  );
}
