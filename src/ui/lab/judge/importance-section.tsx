import { Button, Stack, Table, Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import type { Importance, Spread } from '#core/evaluation/study/permutation-importance.ts';
import type { LongWork } from '#stores/lab/judge-store.ts';
import { barsPlot } from '../../charts/evaluation/bars-plot.ts';
import type { PlotPlace } from '../../charts/evaluation/plot-options.ts';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import { FoldedTable } from '../../components/folded-table.tsx';
import { featureName } from '../../words/feature-words.ts';
import { decimals, groupWords, signed } from './score-words.ts';
import { WorkStatus } from './work-status.tsx';

interface ImportanceSectionProps {
  readonly importance: Importance | null;
  readonly work: LongWork;
  readonly onStart: () => void;
  readonly onStop: () => void;
}

const spreadWords = ({ mean, deviation }: Spread): string =>
  deviation === null ? signed(mean) : `${signed(mean)} ± ${decimals(deviation)}`;

function Found({ importance }: { readonly importance: Importance }): ReactNode {
  const { windows, persons, repeats, base, groups, features } = importance;
  const weighed = useMemo(
    () => [
      ...groups.map((own) => ({ ...own, words: `all of ${groupWords(own.name)}` })),
      ...features
        .toSorted((a, b) => b.logLossRise.mean - a.logLossRise.mean)
        .map((own) => ({ ...own, words: own.name })),
    ],
    [groups, features],
  );
  const draw = useMemo(
    () => (place: PlotPlace) =>
      barsPlot(
        weighed.map(({ words, logLossRise }) => ({
          name: words,
          value: logLossRise.mean,
          error: logLossRise.deviation,
        })),
        { axis: 'log loss gained', label: 'Importance of features' },
        place,
      ),
    [weighed],
  );
  return (
    <>
      <Text maw="var(--heed-width-reading)">
        On {windows} windows of {persons} persons of the test side, mean and deviation of {repeats}{' '}
        repeats; as they are, macro-F1 is {decimals(base.macroF1)} and the log loss{' '}
        {decimals(base.logLoss)}. Features that say the same stand in for each other, so that
        neither seems important; a whole group has nobody to stand in.
      </Text>
      <PlotFigure draw={draw} />
      <FoldedTable
        summary="Importance as a table"
        columns={['Feature', 'Log loss gained', 'Macro-F1 lost']}
      >
        {() =>
          weighed.map(({ name, words, logLossRise, macroF1Drop }) => (
            <Table.Tr key={words}>
              <Table.Td>{words === name ? featureName(name) : words}</Table.Td>
              <Table.Td>{spreadWords(logLossRise)}</Table.Td>
              <Table.Td>{spreadWords(macroF1Drop)}</Table.Td>
            </Table.Tr>
          ))
        }
      </FoldedTable>
    </>
  );
}

/** How much the model leans on each feature, and the button that asks it. */
export function ImportanceSection(props: ImportanceSectionProps): ReactNode {
  const { importance, work, onStart, onStop } = props;
  return (
    <Stack gap="md">
      <Text c="dimmed" maw="var(--heed-width-reading)">
        How much worse the model does when one feature’s curves are taken from other windows. It is
        the same model: nothing is trained.
      </Text>
      {work.kind !== 'working' && (
        <Button
          variant={importance === null ? 'filled' : 'default'}
          w="fit-content"
          onClick={onStart}
        >
          {importance === null ? 'Weigh the features' : 'Weigh them again'}
        </Button>
      )}
      <WorkStatus
        work={work}
        name="Weighing the features"
        onStop={onStop}
        kept="What was found before is kept."
      />
      {importance !== null && <Found importance={importance} />}
    </Stack>
  );
}
