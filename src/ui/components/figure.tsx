import type { ReactNode } from 'react';
import classes from './figure.module.css';

export interface FigureData {
  readonly label: string;
  readonly value: ReactNode;
  readonly unit?: string;
}

/** Numbers that each say what they are. */
export function Figures({ items }: { readonly items: readonly FigureData[] }): ReactNode {
  return (
    <dl className={classes['figures']}>
      {items.map(({ label, value, unit }) => (
        <div key={label}>
          <dt className={classes['label']}>{label}</dt>
          <dd className={classes['value']}>
            {value}
            {unit !== undefined && <span className={classes['unit']}>{unit}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
