import { Button, Group, Kbd, Text } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { AnswerGiven } from '#core/lab/queue/queue-answer.ts';
import { wordShown } from '../../words/queue-words.ts';

interface AnswerKeysProps {
  readonly words: readonly string[];
  readonly canUndo: boolean;
  readonly onAnswer: (given: AnswerGiven) => void;
  readonly onUndo: () => void;
}

/** Where keys are for writing or choosing. */
const isTaken = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [role="listbox"]') !== null;

const CANNOT_TELL: AnswerGiven = { kind: 'cannot_tell' };
const SKIPPED: AnswerGiven = { kind: 'skipped' };

/** Answers by the number keys, 0 and S, taken back by U; anywhere on the page but in a field. */
export function AnswerKeys(props: AnswerKeysProps): ReactNode {
  const { words, canUndo, onAnswer, onUndo } = props;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.defaultPrevented || isTaken(event.target)) return;
      const now = latest.current;
      const word = /^[1-9]$/.test(event.key) ? now.words[Number(event.key) - 1] : undefined;
      const key = event.key.toLowerCase();
      if (word !== undefined) now.onAnswer({ kind: 'word', word });
      else if (key === '0') now.onAnswer(CANNOT_TELL);
      else if (key === 's') now.onAnswer(SKIPPED);
      else if (key === 'u' && now.canUndo) now.onUndo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', hear);
    return () => {
      window.removeEventListener('keydown', hear);
    };
  }, []);
  return (
    <>
      <Group gap="sm" mt="md" role="group" aria-label="What was it?">
        {words.map((word, index) => (
          <Button
            key={word}
            variant="default"
            leftSection={index < 9 ? <Kbd aria-hidden="true">{index + 1}</Kbd> : undefined}
            aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
            onClick={() => {
              onAnswer({ kind: 'word', word });
            }}
          >
            {wordShown(word)}
          </Button>
        ))}
      </Group>
      <Group gap="sm" mt="sm">
        <Button
          variant="subtle"
          leftSection={<Kbd aria-hidden="true">0</Kbd>}
          aria-keyshortcuts="0"
          onClick={() => {
            onAnswer(CANNOT_TELL);
          }}
        >
          Can’t tell
        </Button>
        <Button
          variant="subtle"
          leftSection={<Kbd aria-hidden="true">S</Kbd>}
          aria-keyshortcuts="s"
          onClick={() => {
            onAnswer(SKIPPED);
          }}
        >
          Skip
        </Button>
        <Button
          variant="subtle"
          disabled={!canUndo}
          leftSection={<Kbd aria-hidden="true">U</Kbd>}
          aria-keyshortcuts="u"
          onClick={onUndo}
        >
          Undo the last
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        What is skipped or can’t be told gets no label and is not asked again.
      </Text>
    </>
  );
}
