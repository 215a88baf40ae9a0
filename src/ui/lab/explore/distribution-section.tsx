import { Select, Table, Text, Title } from '@mantine/core';
import { useCallback, useState, type ReactNode } from 'react';
import type { FeatureDistribution, FeatureExploration } from '#core/lab/explore/exploration.ts';
import type { PlotPlace } from '../../charts/evaluation/plot-options.ts';
import { ClassKey } from '../../charts/explore/class-key.tsx';
import { classMarks, featureGroups, type FeatureGroup } from '../../charts/explore/feature-data.ts';
import { histogramPlot } from '../../charts/explore/histogram-plot.ts';
import { spreadPlot } from '../../charts/explore/spread-plot.ts';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import { FoldedTable } from '../../components/folded-table.tsx';
import { Surface } from '../../components/surface.tsx';
import { featureName } from '../../words/feature-words.ts';

interface OfGroup {
  readonly group: FeatureGroup;
  readonly classes: readonly string[];
}

function Spread({ group, classes }: OfGroup): ReactNode {
  const draw = useCallback(
    (place: PlotPlace) => spreadPlot(group, classes, place),
    [group, classes],
  );
  return (
    <>
      <Title order={3} mt="lg">
        {group.title}
      </Title>
      <PlotFigure draw={draw} />
    </>
  );
}

interface OfFeature {
  readonly distribution: FeatureDistribution;
  readonly classes: readonly string[];
}

function Histogram({ distribution, classes }: OfFeature): ReactNode {
  const draw = useCallback(
    (place: PlotPlace) => histogramPlot(distribution, classes, place),
    [distribution, classes],
  );
  return <PlotFigure draw={draw} />;
}

const two = (value: number): string => value.toFixed(2);

function Rows({ exploration }: { readonly exploration: FeatureExploration }): ReactNode {
  const { features, classes } = exploration;
  return classMarks(features, classes).map((mark) => (
    <Table.Tr key={`${mark.feature} ${mark.index}`}>
      <Table.Td>{mark.name}</Table.Td>
      <Table.Td>{mark.label.replaceAll('_', ' ')}</Table.Td>
      <Table.Td>{two(mark.p5)}</Table.Td>
      <Table.Td>{two(mark.p25)}</Table.Td>
      <Table.Td>{two(mark.median)}</Table.Td>
      <Table.Td>{two(mark.p75)}</Table.Td>
      <Table.Td>{two(mark.p95)}</Table.Td>
      <Table.Td>{mark.samples}</Table.Td>
    </Table.Tr>
  ));
}

const separationWords = (separation: number | null): string =>
  separation === null ? '' : `, ${two(separation)}`;

/** The feature whose means tell the classes apart most comes first. */
const bySeparation = (features: readonly FeatureDistribution[]): readonly FeatureDistribution[] =>
  features.toSorted((a, b) => (b.separation ?? 0) - (a.separation ?? 0));

/** Where every feature's values lie for each class, and one of them closer. */
export function DistributionSection({
  exploration,
}: {
  readonly exploration: FeatureExploration;
}): ReactNode {
  const { features, classes } = exploration;
  const sorted = bySeparation(features);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = sorted.find(({ feature }) => feature.name === chosen) ?? sorted[0];
  return (
    <>
      <Surface mt="lg" labelledBy="spread">
        <Title order={2} id="spread">
          Class by class
        </Title>
        <Text c="dimmed">
          Over all samples of the windows: the tick is the median, the broad line the middle half,
          the thin one goes from the 5th to the 95th percentile. Classes lie in the order of the
          key.
        </Text>
        <ClassKey classes={classes} />
        {featureGroups(features).map((group) => (
          <Spread key={group.title} group={group} classes={classes} />
        ))}
        <FoldedTable
          summary="As a table"
          columns={['Feature', 'Class', '5 %', '25 %', 'Median', '75 %', '95 %', 'Samples']}
        >
          {() => <Rows exploration={exploration} />}
        </FoldedTable>
      </Surface>
      {shown !== undefined && (
        <Surface mt="lg" labelledBy="closer">
          <Title order={2} id="closer">
            One feature closer
          </Title>
          <Text c="dimmed">
            Sorted by how far its mean over a window tells one class from the rest in these data
            (area under the ROC curve: 0.5 not at all, 1 entirely).
          </Text>
          <Select
            mt="sm"
            label="Feature"
            data={sorted.map(({ feature, separation }) => ({
              value: feature.name,
              label: featureName(feature.name) + separationWords(separation),
            }))}
            value={shown.feature.name}
            onChange={setChosen}
            allowDeselect={false}
            searchable
            w="22rem"
            maw="100%"
          />
          <ClassKey classes={classes} />
          <Histogram distribution={shown} classes={classes} />
          <FoldedTable
            summary={`Shares of ${featureName(shown.feature.name)} as a table`}
            columns={['From', 'To', ...classes.map((name) => name.replaceAll('_', ' '))]}
          >
            {() =>
              shown.edges.slice(0, -1).map((edge, bin) => (
                <Table.Tr key={edge}>
                  <Table.Td>{two(edge)}</Table.Td>
                  <Table.Td>{two(shown.edges[bin + 1] ?? edge)}</Table.Td>
                  {shown.classes.map(({ samples, shares }, index) => (
                    <Table.Td key={classes[index]}>
                      {samples === 0 ? '–' : `${(100 * (shares[bin] ?? 0)).toFixed(1)} %`}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))
            }
          </FoldedTable>
        </Surface>
      )}
    </>
  );
}
