import { Group, SegmentedControl, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import {
  MOST_WORDS,
  ownWords,
  type RememberedWords,
  VOCABULARY_KINDS,
  type Vocabulary,
} from '#core/lab/labels/vocabulary.ts';
import { useLab } from '../lab-context.ts';

const KIND_WORDS: Record<Vocabulary['kind'], string> = {
  learning_states: 'Learning states',
  attention_levels: 'Attention',
  own: 'Own words',
};

/** Which words to label with. */
export function VocabularyChoice({
  remembered,
}: {
  readonly remembered: RememberedWords;
}): ReactNode {
  const { actions } = useLab();
  const [written, setWritten] = useState(remembered.own.join(', '));
  const isOwn = remembered.kind === 'own';
  return (
    <Group align="end" gap="md">
      <SegmentedControl
        aria-label="Words to label with"
        value={remembered.kind}
        onChange={(kind) => {
          actions.rememberWords({ ...remembered, kind });
        }}
        data={VOCABULARY_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind] }))}
      />
      {isOwn && (
        <TextInput
          label={`Your words, separated by commas, at most ${MOST_WORDS}`}
          value={written}
          maxLength={500}
          onChange={(event) => {
            setWritten(event.currentTarget.value);
            actions.rememberWords({ kind: 'own', own: ownWords(event.currentTarget.value) });
          }}
          style={{ flex: '1 1 18rem' }}
        />
      )}
    </Group>
  );
}
