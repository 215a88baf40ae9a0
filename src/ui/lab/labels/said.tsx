import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OpenLabels } from '#stores/lab/labels-store.ts';
import { noteWords } from './label-words.ts';

/** What was done last, seen and heard. */
export function Said({ opened }: { readonly opened: OpenLabels }): ReactNode {
  const { note, labelling } = opened;
  const words = note === null ? null : noteWords(labelling.frames, note.said);
  return (
    <Text size="sm" c="dimmed" role="status" mih="1.5em" style={{ overflowWrap: 'anywhere' }}>
      {words !== null && <span key={note?.count}>{words}</span>}
    </Text>
  );
}
