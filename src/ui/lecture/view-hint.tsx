import type { ReactNode } from 'react';
import { Icon } from '../components/icon.tsx';
import { useLive } from '../stores-context.ts';
import { HINT_WORDS } from '../words/quality-words.ts';
import classes from './monitor-panel.module.css';

/** One friendly line about what would make the view better; nothing where it is fine. */
export function ViewHint(): ReactNode {
  const hint = useLive((state) => state.hint);
  // The status above says the same already where it is the reason that nothing can be read.
  const isReason = useLive(({ reading }) => reading !== null && reading.reason === hint);
  if (hint === null) return null;
  const { what, help } = HINT_WORDS[hint];
  return (
    <p className={classes['hint']}>
      <Icon name="lamp" size={18} />
      <span>{isReason ? help : `${what} ${help}`}</span>
    </p>
  );
}
