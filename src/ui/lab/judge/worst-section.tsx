import { Anchor, Button, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { WorstWindow } from '#core/evaluation/worst-windows.ts';
import { recordingOf } from '#core/lab/recording-key.ts';
import { labelWords } from '../../words/model-words.ts';
import { percent } from '../../words/format.ts';
import classes from './judge.module.css';

const AT_FIRST = 10;

/** The file's name; what stands before it is no word for anybody. */
const recordingWords = (key: string): string => {
  const recording = recordingOf(key);
  if (recording === null) return key;
  return recording.kind === 'file' ? recording.name : `session ${recording.sessionId}`;
};

const placeOf = ({ recording, endsAt }: WorstWindow): string =>
  `/lab/labels/${encodeURIComponent(recording)}${endsAt === null ? '' : `?at=${Math.round(endsAt)}`}`;

interface WorstSectionProps {
  readonly worst: readonly WorstWindow[];
  readonly labels: readonly string[];
  readonly onExplain: (index: number) => void;
}

/** Where the model was sure and wrong, with the way to each place in its recording. */
export function WorstSection({ worst, labels, onExplain }: WorstSectionProps): ReactNode {
  const [all, setAll] = useState(false);
  if (worst.length === 0) {
    return <Text>There is no window to show: the data of this run are not at hand.</Text>;
  }
  const said = ({ probabilities }: WorstWindow): string =>
    labels
      .map((label, index) => `${labelWords(label)} ${percent(probabilities[index] ?? 0)}`)
      .join(', ');
  return (
    <>
      <Text c="dimmed" maw="var(--heed-width-reading)" mb="sm">
        The windows of the test side that the model got most wrong. Often the label is what is
        wrong: look at the place. Windows that overlap stand once.
      </Text>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label="Worst windows">
        <Table miw="46rem" className={classes['names'] ?? ''} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Recording</Table.Th>
              <Table.Th>Person</Table.Th>
              <Table.Th>Is</Table.Th>
              <Table.Th>Said</Table.Th>
              <Table.Th>Why</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {worst.slice(0, all ? undefined : AT_FIRST).map((window) => (
              <Table.Tr key={window.index}>
                <Table.Td>
                  <Anchor component={Link} href={placeOf(window)}>
                    {recordingWords(window.recording)}
                  </Anchor>
                </Table.Td>
                <Table.Td>{window.person}</Table.Td>
                <Table.Td className={classes['whole']}>
                  {window.truth.length === 0 ? 'none' : window.truth.map(labelWords).join(', ')}
                </Table.Td>
                <Table.Td>{said(window)}</Table.Td>
                <Table.Td>
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={`Explain the window of ${recordingWords(window.recording)}, ${window.index}`}
                    onClick={() => {
                      onExplain(window.index);
                    }}
                  >
                    Explain
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {worst.length > AT_FIRST && (
        <Button
          variant="subtle"
          mt="xs"
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? `Show ${AT_FIRST}` : `Show all ${worst.length}`}
        </Button>
      )}
    </>
  );
}
