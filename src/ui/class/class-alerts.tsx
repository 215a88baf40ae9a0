import { CloseButton, VisuallyHidden } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ClassAlert } from '#core/live/moments/class-alerts.ts';
import { Icon } from '../components/icon.tsx';
import { useClass } from '../stores-context.ts';
import { alertTold, alertWords } from '../words/class-words.ts';
import classes from './live-class.module.css';

const MOST = 2;

const keyOf = ({ kind, since }: ClassAlert): string => `${kind} ${since}`;

/** What an instructor might act upon, quietly; read out once, when it comes. */
export function ClassAlerts(): ReactNode {
  const alerts = useClass((state) => state.alerts);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const shown = alerts.filter((alert) => !dismissed.includes(keyOf(alert))).slice(0, MOST);
  return (
    <>
      <VisuallyHidden role="status">{shown.map(alertTold).join(' ')}</VisuallyHidden>
      {shown.length > 0 && (
        <div>
          {shown.map((alert) => (
            <AlertStrip
              key={keyOf(alert)}
              alert={alert}
              onDismiss={() => {
                setDismissed([...dismissed, keyOf(alert)]);
              }}
            />
          ))}
        </div>
      )}
    </>
  );
}

interface AlertStripProps {
  readonly alert: ClassAlert;
  readonly onDismiss: () => void;
}

function AlertStrip({ alert, onDismiss }: AlertStripProps): ReactNode {
  const words = useClass(({ now }) => alertWords(alert, now?.at ?? alert.since));
  return (
    <div className={classes['alert']}>
      <Icon name="note" />
      <span>{words}</span>
      <CloseButton aria-label="Dismiss this note" onClick={onDismiss} />
    </div>
  );
}
