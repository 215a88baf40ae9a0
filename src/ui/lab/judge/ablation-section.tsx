import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AblationRow, MeasuredFigure } from '#core/evaluation/study/ablation.ts';
import { ABLATION_MODELS, type AblationModel, type Study } from '#core/evaluation/study/study.ts';
import { caseName } from '#core/evaluation/study/study-lines.ts';
import type { LongWork } from '#stores/lab/judge-store.ts';
import classes from './judge.module.css';
import { decimals, intervalWords, signed } from './score-words.ts';
import { WorkStatus } from './work-status.tsx';

const TITLES: Readonly<Record<AblationModel, string>> = {
  own: 'The run’s own model',
  logistic: 'Quick: logistic regressions',
};

function Figure({
  figure: { value, interval },
  words,
}: {
  readonly figure: MeasuredFigure;
  readonly words: (value: number) => string;
}): ReactNode {
  return (
    <>
      {value === null ? '–' : words(value)}{' '}
      <span className={classes['soft']}>{intervalWords(interval, words)}</span>
    </>
  );
}

function Rows({
  rows,
  title,
}: {
  readonly rows: readonly AblationRow[];
  readonly title: string;
}): ReactNode {
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={title}>
      <Table miw="46rem" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>With</Table.Th>
            <Table.Th>Features</Table.Th>
            <Table.Th>Macro-F1</Table.Th>
            <Table.Th>less everything</Table.Th>
            <Table.Th>ROC-AUC</Table.Th>
            <Table.Th>less everything</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={caseName(row)}>
              <Table.Th scope="row">{caseName(row)}</Table.Th>
              <Table.Td>{row.features}</Table.Td>
              <Table.Td>
                <Figure figure={row.figures.macroF1} words={decimals} />
              </Table.Td>
              <Table.Td>
                {row.difference !== null && (
                  <Figure figure={row.difference.macroF1} words={signed} />
                )}
              </Table.Td>
              <Table.Td>
                <Figure figure={row.figures.rocAuc} words={decimals} />
              </Table.Td>
              <Table.Td>
                {row.difference !== null && (
                  <Figure figure={row.difference.rocAuc} words={signed} />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface AblationSectionProps {
  readonly study: Study;
  readonly work: Readonly<Record<AblationModel, LongWork>>;
  /** Whether the run's own model is a logistic regression itself. */
  readonly isLogistic: boolean;
  readonly onStart: (model: AblationModel) => void;
  readonly onStop: (model: AblationModel) => void;
}

/** The model trained anew with a group of features alone, and without each. */
export function AblationSection(props: AblationSectionProps): ReactNode {
  const { study, work, isLogistic, onStart, onStop } = props;
  const offered = ABLATION_MODELS.filter((model) => !(isLogistic && model === 'logistic'));
  return (
    <Stack gap="md">
      <Text c="dimmed" maw="var(--heed-width-reading)">
        Trains the model again for each group of features alone and without each, by the same
        recipe, split and seed, and judges all on the same persons. What is left out stands at its
        training mean. Differences to everything are paired: both meet the same draws of persons.
      </Text>
      <Group gap="sm">
        {offered.map((model) => (
          <Button
            key={model}
            variant={model === 'own' ? 'filled' : 'default'}
            disabled={work[model].kind === 'working'}
            onClick={() => {
              onStart(model);
            }}
          >
            {model === 'own' ? 'Run the ablation' : 'Quick, by logistic regression'}
          </Button>
        ))}
      </Group>
      {offered.map((model) => {
        const rows = study.ablation[model];
        if (rows.length === 0 && work[model].kind === 'idle') return null;
        return (
          <Stack key={model} gap="xs">
            <Title order={3} size="h4">
              {TITLES[model]}
            </Title>
            <WorkStatus
              work={work[model]}
              name={`Ablation: ${TITLES[model]}`}
              onStop={() => {
                onStop(model);
              }}
              kept="Finished rows are kept; run it again to go on."
            />
            {rows.length > 0 && <Rows rows={rows} title={TITLES[model]} />}
          </Stack>
        );
      })}
    </Stack>
  );
}
