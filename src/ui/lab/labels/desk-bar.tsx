import { Button, FileButton, Group, Text } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import type { OpenLabels } from '#stores/lab/labels-store.ts';
import { useLab } from '../lab-context.ts';

interface DeskBarProps {
  readonly opened: OpenLabels;
  readonly onHelp: () => void;
}

const SAVED_WORDS = {
  saved: 'Saved in this browser',
  saving: 'Saving',
  held: 'Not stored',
} as const;

/** What the keys do too, and the file's way in and out. */
export function DeskBar({ opened, onHelp }: DeskBarProps): ReactNode {
  const { actions } = useLab();
  const { labelling, saved } = opened;
  const { past, future } = labelling.history;
  const reset = useRef<() => void>(null);
  const [exported, setExported] = useState<string | null>(null);
  const button = { size: 'compact-md', variant: 'default' } as const;

  const save = async (): Promise<void> => {
    const outcome = await actions.exportLabels();
    if (outcome.kind === 'cancelled') setExported(null);
    else
      setExported(outcome.kind === 'saved' ? `Exported as ${outcome.fileName}.` : outcome.message);
  };

  return (
    <Group justify="space-between" gap="sm">
      <Group gap="xs">
        <Button
          {...button}
          disabled={past.length === 0}
          onClick={() => {
            actions.label({ kind: 'undo' });
          }}
        >
          Undo
        </Button>
        <Button
          {...button}
          disabled={future.length === 0}
          onClick={() => {
            actions.label({ kind: 'redo' });
          }}
        >
          Do again
        </Button>
        <Button
          {...button}
          onClick={() => {
            actions.label({ kind: 'begin' });
          }}
        >
          Begin here
        </Button>
        <Button
          {...button}
          onClick={() => {
            actions.label({ kind: 'split' });
          }}
        >
          Split
        </Button>
        <Button
          {...button}
          onClick={() => {
            actions.label({ kind: 'erase' });
          }}
        >
          Erase
        </Button>
        <Button {...button} onClick={onHelp} aria-keyshortcuts="?">
          Keys ?
        </Button>
      </Group>
      <Group gap="xs">
        <Text size="sm" c="dimmed" role="status">
          {exported ?? SAVED_WORDS[saved.kind]}
        </Text>
        {saved.kind === 'held' && (
          <Button {...button} onClick={() => void actions.saveLabels()}>
            Try again
          </Button>
        )}
        <FileButton
          resetRef={reset}
          accept=".csv,text/csv"
          onChange={(file) => {
            reset.current?.();
            if (file !== null) void actions.importLabels(file);
          }}
        >
          {(props) => (
            <Button {...button} {...props}>
              Import CSV
            </Button>
          )}
        </FileButton>
        <Button {...button} onClick={() => void save()}>
          Export CSV
        </Button>
      </Group>
    </Group>
  );
}
