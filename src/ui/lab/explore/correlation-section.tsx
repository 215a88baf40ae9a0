import { Table, Text, Title } from '@mantine/core';
import { useCallback, type ReactNode } from 'react';
import type { FeatureExploration } from '#core/lab/explore/exploration.ts';
import type { PlotPlace } from '../../charts/evaluation/plot-options.ts';
import { correlationPlot } from '../../charts/explore/correlation-plot.ts';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import { FoldedTable } from '../../components/folded-table.tsx';
import { Surface } from '../../components/surface.tsx';
import { featureName } from '../../words/feature-words.ts';

interface Pair {
  readonly one: string;
  readonly other: string;
  readonly r: number;
}

/** Every two features once, those that go together most first. */
const pairsOf = ({ features, correlation }: FeatureExploration): readonly Pair[] =>
  features
    .flatMap(({ feature: one }, row) =>
      features.slice(0, row).flatMap(({ feature: other }, column): readonly Pair[] => {
        const r = correlation[row]?.[column] ?? null;
        return r === null ? [] : [{ one: other.name, other: one.name, r }];
      }),
    )
    .sort((a, b) => Math.abs(b.r) - Math.abs(a.r));

/** Which features say the same. */
export function CorrelationSection({
  exploration,
}: {
  readonly exploration: FeatureExploration;
}): ReactNode {
  const { features, correlation } = exploration;
  const draw = useCallback(
    (place: PlotPlace) =>
      correlationPlot(
        features.map(({ feature }) => feature.name),
        correlation,
        place,
      ),
    [features, correlation],
  );
  return (
    <Surface mt="lg" labelledBy="correlation">
      <Title order={2} id="correlation">
        What goes together
      </Title>
      <Text c="dimmed" mb="sm">
        Pearson’s r of the features’ means over each window. Blue rises together, orange falls as
        the other rises, no colour has nothing to do with each other; a feature that never changes
        has none.
      </Text>
      <PlotFigure draw={draw} />
      <FoldedTable
        summary="Every two features as a table, the strongest first"
        columns={['Feature', 'Feature', 'r']}
      >
        {() =>
          pairsOf(exploration).map(({ one, other, r }) => (
            <Table.Tr key={`${one} ${other}`}>
              <Table.Td>{featureName(one)}</Table.Td>
              <Table.Td>{featureName(other)}</Table.Td>
              <Table.Td>{r.toFixed(2)}</Table.Td>
            </Table.Tr>
          ))
        }
      </FoldedTable>
    </Surface>
  );
}
