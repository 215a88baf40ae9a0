import type { ReactNode } from 'react';
import type { WordStyle } from '../../charts/labels/word-style.ts';
import classes from './word-chip.module.css';

/** The word's sign in its colour: the number of its key, or a dot for one that has none. */
export function WordSign({ style }: { readonly style: WordStyle }): ReactNode {
  return (
    <span
      className={classes['sign']}
      style={{ borderColor: `var(--heed-${style.colour})` }}
      aria-hidden="true"
    >
      {style.key ?? '·'}
    </span>
  );
}

/** A word with its sign. */
export function WordChip({ style }: { readonly style: WordStyle }): ReactNode {
  return (
    <span className={classes['chip']}>
      <WordSign style={style} />
      <span className={classes['name']}>{style.name}</span>
    </span>
  );
}
