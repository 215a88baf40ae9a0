import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ExportOptions, ExportOutcome } from '../export-outcome.ts';

type ExportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly name: string; readonly fraction: number | null }
  | { readonly kind: 'done'; readonly outcome: ExportOutcome };

export interface RunningExport {
  readonly state: ExportState;
  readonly isRunning: boolean;
  /** One at a time; `name` is what is written. */
  readonly run: (
    name: string,
    work: (options: ExportOptions) => Promise<ExportOutcome>,
  ) => Promise<void>;
  readonly cancel: () => void;
}

/** An export that is under way; it is cancelled when the page is left. */
export function useExport(): RunningExport {
  const [state, setState] = useState<ExportState>({ kind: 'none' });
  const abort = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      abort.current?.abort();
    },
    [],
  );
  return {
    state,
    isRunning: state.kind === 'running',
    run: async (name, work) => {
      const controller = new AbortController();
      abort.current = controller;
      setState({ kind: 'running', name, fraction: null });
      const outcome = await work({
        signal: controller.signal,
        onProgress: (fraction) => {
          setState({ kind: 'running', name, fraction });
        },
      });
      setState({ kind: 'done', outcome });
    },
    cancel: () => abort.current?.abort(),
  };
}

function outcomeWords(outcome: ExportOutcome): string {
  switch (outcome.kind) {
    case 'saved':
      return `Saved as ${outcome.fileName}`;
    case 'cancelled':
      return 'Cancelled. Nothing was saved.';
    case 'failed':
      return `Could not export: ${outcome.message}`;
  }
}

/** How far the export is, and what came of it. */
export function ExportStatus({ running }: { readonly running: RunningExport }): ReactNode {
  const { state, cancel } = running;
  return (
    <Stack role="status" gap="xs" mt={state.kind === 'none' ? 0 : 'md'}>
      {state.kind === 'running' && (
        <>
          <Group justify="space-between">
            <Text>
              Writing {state.name.toLowerCase()}
              {state.fraction === null ? '' : `, ${Math.round(state.fraction * 100)} %`}
            </Text>
            <Button variant="default" size="compact-md" onClick={cancel}>
              Cancel
            </Button>
          </Group>
          <Progress
            value={state.fraction === null ? 100 : state.fraction * 100}
            animated={state.fraction === null}
            aria-label={`Export of ${state.name.toLowerCase()}`}
          />
        </>
      )}
      {state.kind === 'done' && <Text>{outcomeWords(state.outcome)}</Text>}
    </Stack>
  );
}
