import { Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Evaluation } from '#core/evaluation/evaluation.ts';
import { mainScore, verdictSentences } from '#core/evaluation/report/verdict.ts';
import type { LabRun } from '#core/lab/lab-run.ts';
import { timestampMs } from '#core/units.ts';
import { dateAndTime } from '../../words/format.ts';
import { labelWords } from '../../words/model-words.ts';
import classes from './judge.module.css';
import { decimals, FIGURE_NAMES, intervalWords } from './score-words.ts';

const withInterval = (value: number | null, interval: Parameters<typeof intervalWords>[0]) => (
  <>
    {decimals(value)} <span className={classes['soft']}>{intervalWords(interval)}</span>
  </>
);

/** The main score of each question beside its baselines. */
function Scores({ evaluation }: { readonly evaluation: Evaluation }): ReactNode {
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label="Main scores">
      <Table w="auto" verticalSpacing={6} className={classes['names'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Score</Table.Th>
            <Table.Th>This model</Table.Th>
            <Table.Th>Logistic regression</Table.Th>
            <Table.Th>Most common answer</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {evaluation.questions.map((question) => {
            const { figure, value, interval, majority, logistic } = mainScore(question);
            const name = FIGURE_NAMES[figure] ?? figure;
            return (
              <Table.Tr key={question.subject ?? ''}>
                <Table.Th scope="row">
                  {question.subject === null ? name : `${name} of ${labelWords(question.subject)}`}
                </Table.Th>
                <Table.Td fw={600}>{withInterval(value, interval)}</Table.Td>
                <Table.Td>
                  {logistic === null ? '–' : withInterval(logistic.value, logistic.interval)}
                </Table.Td>
                <Table.Td>{decimals(majority)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** What the run is, on whom it was judged, and whether that is any good. */
export function RunSummary({
  run,
  evaluation,
}: {
  readonly run: LabRun;
  /** null where it was never judged. */
  readonly evaluation: Evaluation | null;
}): ReactNode {
  const { recipe, material, parent, state } = run;
  const gate = state.kind === 'trained' ? state.gate : undefined;
  return (
    <Stack gap="sm">
      <Text maw="var(--heed-width-reading)">
        Begun {dateAndTime(timestampMs(run.startedAt))} by the recipe {recipe.name} (
        {recipe.model.kind.replaceAll('_', ' ')}, signal {recipe.signal.name})
        {material === null
          ? ''
          : ` on ${material.windows.toLocaleString('en-GB')} windows of ${material.persons} persons from ${material.sources.join(', ')}`}
        .
      </Text>
      {parent !== undefined && (
        <Text maw="var(--heed-width-reading)">
          Trained further from {parent.bundleId}; held out were whole recordings.
        </Text>
      )}
      {gate !== undefined && (
        <Stack gap={4} maw="var(--heed-width-reading)">
          {gate.sentences.map((sentence, index) => (
            <Text key={sentence} {...(index === 0 ? { fw: 600 } : { c: 'dimmed' })}>
              {sentence}
            </Text>
          ))}
        </Stack>
      )}
      {evaluation !== null && (
        <>
          {verdictSentences(evaluation).map((sentence) => (
            <Text key={sentence} fw={600} maw="var(--heed-width-reading)">
              {sentence}
            </Text>
          ))}
          <Text c="dimmed" maw="var(--heed-width-reading)">
            Judged on {evaluation.windows.toLocaleString('en-GB')} windows of {evaluation.persons}{' '}
            {evaluation.persons === 1 ? 'person' : 'persons'} whom it never saw. Beside a score
            stands what 95 of 100 draws of such persons give.
            {evaluation.persons < 10 &&
              ' With so few persons that range is too narrow, or there is none: take it as a hint.'}
          </Text>
          <Scores evaluation={evaluation} />
        </>
      )}
    </Stack>
  );
}
