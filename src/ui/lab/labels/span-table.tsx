import { Button, Group, NativeSelect, Table, Text, Title } from '@mantine/core';
import { memo, useState, type ReactNode } from 'react';
import { labelledTime, type Spans } from '#core/lab/labels/spans.ts';
import { type Frames, startOfFrames } from '#core/lab/labels/frame-times.ts';
import { durationMs } from '#core/units.ts';
import { styleOf, type WordStyle } from '../../charts/labels/word-style.ts';
import { Surface } from '../../components/surface.tsx';
import { length, percent } from '../../words/format.ts';
import { useLab } from '../lab-context.ts';
import { momentWords } from './label-words.ts';
import { WordChip } from './word-chip.tsx';
import classes from './span-table.module.css';

const ROWS_AT_ONCE = 50;

interface SpanTableProps {
  readonly spans: Spans;
  readonly frames: Frames;
  readonly styles: ReadonlyMap<string, WordStyle>;
}

/** The labels as a table: the same as the timeline, for eyes, ears and fingers. */
export const SpanTable = memo(function SpanTable({
  spans,
  frames,
  styles,
}: SpanTableProps): ReactNode {
  const { actions } = useLab();
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const time = labelledTime(spans);
  const share = time / Math.max(1, frames.end - startOfFrames(frames));
  const offered = [...styles.values()].map(({ word, name }) => ({ value: word, label: name }));
  return (
    <Surface labelledBy="spans-heading">
      <Title order={2} id="spans-heading">
        Labels
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {spans.length === 0
          ? 'Nothing is said of this recording yet.'
          : `${spans.length} ${spans.length === 1 ? 'span' : 'spans'}, ${length(durationMs(time))}, ${percent(Math.min(1, share))} of the recording. They take the place of what files say of it.`}
      </Text>
      {spans.length > 0 && (
        <div className={classes['scroll']} tabIndex={0} role="region" aria-label="Spans">
          <Table verticalSpacing={4} className={classes['table'] ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>From</Table.Th>
                <Table.Th>To</Table.Th>
                <Table.Th className={classes['word']}>Word</Table.Th>
                <Table.Th>Change</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {spans.slice(0, most).map((span, index) => {
                const style = styleOf(styles, span.word);
                const from = momentWords(frames, span.from);
                return (
                  <Table.Tr key={`${span.from} ${span.word}`}>
                    <Table.Td>{from}</Table.Td>
                    <Table.Td>{momentWords(frames, span.to)}</Table.Td>
                    <Table.Td className={classes['word']}>
                      <WordChip style={style} />
                    </Table.Td>
                    <Table.Td>
                      <Group gap={6} wrap="nowrap">
                        <NativeSelect
                          size="xs"
                          aria-label={`Word of the span at ${from}`}
                          data={offered}
                          value={span.word}
                          className={classes['choice']}
                          onChange={(event) => {
                            const word = event.currentTarget.value;
                            actions.label({ kind: 'rename_span', index, word });
                          }}
                        />
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          aria-label={`Go to ${from}`}
                          onClick={() => {
                            actions.label({ kind: 'place', at: span.from });
                          }}
                        >
                          Go
                        </Button>
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          color="gray"
                          aria-label={`Erase the span at ${from}`}
                          onClick={() => {
                            actions.label({ kind: 'erase_span', index });
                          }}
                        >
                          Erase
                        </Button>
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {spans.length > most && (
        <Button
          mt="sm"
          variant="default"
          onClick={() => {
            setMost(most + 4 * ROWS_AT_ONCE);
          }}
        >
          Show more, {spans.length - most} are not shown
        </Button>
      )}
    </Surface>
  );
});
