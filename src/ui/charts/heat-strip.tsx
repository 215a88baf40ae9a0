import type { ReactNode } from 'react';
import { clock } from '../words/format.ts';
import { HEAT_FROM, heatStepWords, type HeatRun } from './heat-data.ts';
import classes from './heat-strip.module.css';
import { clockTicks } from './timeline-scales.ts';

export interface HeatRow {
  readonly key: string;
  readonly name: ReactNode;
  /** null while it is read. */
  readonly runs: readonly HeatRun[] | null;
}

const TICKS = 6;

/** Lectures under one another along their own time; the darker or, on dark pages, the brighter, the more attention. */
export function HeatStrip({ rows }: { readonly rows: readonly HeatRow[] }): ReactNode {
  const end = Math.max(60, ...rows.map(({ runs }) => runs?.at(-1)?.to ?? 0));
  const share = (seconds: number): string => `${(100 * seconds) / end}%`;
  return (
    <div className={classes['strip']}>
      {rows.map(({ key, name, runs }) => (
        <div key={key} className={classes['row']}>
          <div className={classes['name']}>{name}</div>
          <div className={classes['cells']} aria-hidden="true">
            {runs?.map(({ from, to, kind }) => (
              <span
                key={from}
                data-kind={typeof kind === 'number' ? 'shown' : kind}
                style={{
                  left: share(from),
                  width: share(to - from),
                  ...(typeof kind === 'number' ? { background: `var(--heed-heat-${kind})` } : {}),
                }}
              />
            ))}
          </div>
        </div>
      ))}
      <div className={classes['row']} aria-hidden="true">
        <div className={classes['name']} />
        <div className={classes['axis']}>
          {clockTicks(end, TICKS).map((seconds) => (
            <span key={seconds} data-last={seconds > 0.97 * end} style={{ left: share(seconds) }}>
              {clock(seconds)}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

export function HeatLegend(): ReactNode {
  return (
    <ul className={classes['legend']} aria-label="Mean attention of the class, 0 to 100">
      {[0, ...HEAT_FROM].map((_, step) => (
        <li key={step}>
          <span className={classes['swatch']} style={{ background: `var(--heed-heat-${step})` }} />
          {heatStepWords(step)}
        </li>
      ))}
      <li>
        <span className={classes['swatch']} data-kind="too_few" />
        too few students
      </li>
      <li>
        <span className={classes['swatch']} data-kind="held_back" />
        held back
      </li>
    </ul>
  );
}
