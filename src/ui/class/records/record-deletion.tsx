import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { createDeletions, isDeleted } from '#stores/deletion-store.ts';
import { useActions } from '../../actions.ts';

export interface RecordDeletion {
  readonly isDeleted: (id: string) => boolean;
  readonly request: (id: string) => void;
  readonly undo: () => void;
  readonly isPending: boolean;
  /** Something has gone for good. */
  readonly isDone: boolean;
  /** What kept the last one from being deleted, or null. */
  readonly failure: string | null;
}

/** Deletes after a grace in which it can be undone, or at once when the page is left. */
export function useRecordDeletion(): RecordDeletion {
  const { deleteClassRecord } = useActions();
  const [deletions] = useState(() =>
    createDeletions(async (ids) => {
      for (const id of ids) {
        if ((await deleteClassRecord(id)) === 'failed') throw new Error('storage did not answer');
      }
    }),
  );
  useEffect(
    () => () => {
      void deletions.flush();
    },
    [deletions],
  );
  const state = useStore(deletions.store);
  return {
    isDeleted: (id) => isDeleted(state, id),
    request: (id) => {
      deletions.request([id]);
    },
    undo: deletions.undo,
    isPending: state.pending !== null,
    isDone: state.gone.length > 0,
    failure: state.failure,
  };
}

/** Says that a record is about to go, and how it is kept. */
export function DeletedRecord({ deletion }: { readonly deletion: RecordDeletion }): ReactNode {
  const { isPending, failure, undo } = deletion;
  return (
    <div role="status" style={isPending || failure !== null ? undefined : { display: 'contents' }}>
      {isPending && (
        <Group gap="md">
          <Text>Record deleted</Text>
          <Button size="compact-md" variant="default" onClick={undo}>
            Undo
          </Button>
        </Group>
      )}
      {!isPending && failure !== null && (
        <Text>The record could not be deleted and is still here ({failure}).</Text>
      )}
    </div>
  );
}
