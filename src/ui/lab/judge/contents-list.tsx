import type { ReactNode } from 'react';
import classes from './judge.module.css';

/** The parts of the page, beside it where there is room. */
export function ContentsList({
  parts,
}: {
  readonly parts: readonly { readonly id: string; readonly title: string }[];
}): ReactNode {
  return (
    <div className={classes['contents']} role="group" aria-label="On this page">
      <ul>
        {parts.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
