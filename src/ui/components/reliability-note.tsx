import { Alert, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Reliability } from '#core/engagement/reliability.ts';
import { length, percent } from '../words/format.ts';
import { RELIABILITY_TITLES, RELIABILITY_WORDS } from '../words/quality-words.ts';
import { WARM_ALERT } from './alert-styles.ts';
import { Icon } from './icon.tsx';
import classes from './reliability-note.module.css';

const orNone = (share: number | null): string => (share === null ? 'not known' : percent(share));

/** Said only where a session's readings are less reliable than usual, with why. */
export function ReliabilityNote({
  reliability,
}: {
  readonly reliability: Reliability | null;
}): ReactNode {
  if (reliability === null || reliability.level === 'usual') return null;
  const { level, reasons, detectionRate, readableRate, meanQuality, baselineShift, weight } =
    reliability;
  if (reasons.every((reason) => reason === 'seen_too_briefly')) {
    return (
      <Text c="dimmed">
        Your face was read for {length(reliability.readFor)}: too little for figures that say much.
      </Text>
    );
  }
  const why = reasons.map((reason) => RELIABILITY_WORDS[reason]).join(' ');
  const figures: readonly (readonly [string, string])[] = [
    ['Moments with a face, of those looked at', orNone(detectionRate)],
    ['Of these, clear enough to read', orNone(readableRate)],
    ['Quality of what was read, on average', orNone(meanQuality)],
    [
      'Resting face, from the usual',
      baselineShift === null ? 'not known' : `${baselineShift.toFixed(1)} standard deviations`,
    ],
    ['Weight in the figures of a class', percent(weight)],
  ];
  return (
    <Alert
      role="note"
      title={RELIABILITY_TITLES[level]}
      icon={<Icon name="note" />}
      color="orange"
      styles={WARM_ALERT}
    >
      <Text>
        {why} Take the figures with care. This says nothing about you, only about how well you could
        be read.
      </Text>
      <details className={classes['figures']}>
        <summary>The figures behind this</summary>
        <dl>
          {figures.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Alert>
  );
}
