import type { ReactNode } from 'react';
import { series } from '../evaluation/plot-options.ts';
import legend from '../legend.module.css';

/** What the colours and dashes of classes stand for. */
export function ClassKey({ classes }: { readonly classes: readonly string[] }): ReactNode {
  return (
    <div className={legend['legend']}>
      <ul aria-label="Classes">
        {classes.map((name, index) => {
          const { colour, dash } = series(index);
          return (
            <li key={name}>
              <svg width="26" height="10" aria-hidden="true">
                <path d="M1 5H25" stroke={colour} strokeWidth="2.5" strokeDasharray={dash} />
              </svg>
              {name.replaceAll('_', ' ')}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
