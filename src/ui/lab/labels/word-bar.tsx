import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { WordStyle } from '../../charts/labels/word-style.ts';
import { WordChip } from './word-chip.tsx';
import classes from './word-chip.module.css';

interface WordBarProps {
  readonly words: readonly WordStyle[];
  /** The word of the stretch that was begun; null where none was. */
  readonly begun: string | null;
  readonly onWord: (word: string) => void;
}

/** The words as buttons: the first press begins a stretch, the second ends it. */
export function WordBar({ words, begun, onWord }: WordBarProps): ReactNode {
  if (words.length === 0) {
    return <Text c="dimmed">Write your words above; each gets a number key.</Text>;
  }
  return (
    <div className={classes['bar']} role="group" aria-label="Words">
      {words.map((style) => (
        <button
          key={style.word}
          type="button"
          className={classes['word']}
          aria-pressed={begun === style.word}
          onClick={() => {
            onWord(style.word);
          }}
        >
          <WordChip style={style} />
          {begun === style.word && <span className={classes['ends']}>press to end</span>}
        </button>
      ))}
    </div>
  );
}
