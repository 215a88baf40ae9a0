import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { namedMean } from '#core/class-figures/named-mean.ts';
import type { NamedSeries } from '#core/live/records/class-record.ts';
import { Surface } from '../../components/surface.tsx';
import classes from './records.module.css';

const scoreWords = (series: NamedSeries): string => {
  const mean = namedMean(series);
  return mean === null ? 'no score' : `${Math.round(mean)}`;
};

/** Those who chose to be seen by name, in the order of their names. */
export function RecordNamed({ named }: { readonly named: readonly NamedSeries[] }): ReactNode {
  const byName = named.toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <Surface labelledBy="record-named-heading">
      <Title order={2} id="record-named-heading" mb={4}>
        By name
      </Title>
      {byName.length === 0 ? (
        <Text c="dimmed">Nobody shared by name.</Text>
      ) : (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            These students chose to be seen by you. Mean attention over their time in the lecture, 0
            to 100.
          </Text>
          <ul className={classes['people']}>
            {byName.map((series) => (
              <li key={series.key}>
                <bdi>{series.name}</bdi>
                <span>{scoreWords(series)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Surface>
  );
}
