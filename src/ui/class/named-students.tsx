import { Text, Title } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { NamedStudent } from '#core/live/class-figures.ts';
import { StatusGlyph } from '../components/status-glyph.tsx';
import { Surface } from '../components/surface.tsx';
import { useClass } from '../stores-context.ts';
import { clock } from '../words/format.ts';
import { STATUS_WORDS } from '../words/status-words.ts';
import classes from './class-moments.module.css';

/** Those who chose to be seen by name, by name. */
export function NamedStudents(): ReactNode {
  const named = useClass((state) => state.named);
  const hasBegun = useClass((state) => state.messages > 0);
  if (!hasBegun && named.length === 0) return null;
  return (
    <Surface labelledBy="named-heading">
      <Title order={2} id="named-heading" mb={4}>
        By name
      </Title>
      {named.length === 0 ? (
        <Text c="dimmed">Nobody shares by name. The others are shown as a group only.</Text>
      ) : (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            These students chose to be seen by you. They stand in the order of their names.
          </Text>
          <ul className={classes['people']}>
            {named.map((student) => (
              <Person key={student.key} student={student} />
            ))}
          </ul>
        </>
      )}
    </Surface>
  );
}

const PRESENCE_WORDS: Record<Exclude<NamedStudent['presence'], 'here'>, string> = {
  left: 'left',
  lost: 'connection lost',
};

function whereWords({ presence, lectureTime, paused }: NamedStudent): string {
  const place = lectureTime === null ? 'not in the lecture yet' : `at ${clock(lectureTime)}`;
  if (presence !== 'here') return `${PRESENCE_WORDS[presence]}, ${place}`;
  return paused ? `${place}, paused` : place;
}

const Person = memo(function Person({ student }: { readonly student: NamedStudent }): ReactNode {
  const { name, presence, status, score } = student;
  const isHere = presence === 'here';
  return (
    <li className={classes['person']} data-here={isHere}>
      {status === null ? (
        <span className={classes['noglyph']} />
      ) : (
        <StatusGlyph status={isHere ? status : 'not_detected'} />
      )}
      <bdi className={classes['name']}>{name}</bdi>
      <span>{isHere && score !== null ? Math.round(score) : ''}</span>
      <span className={classes['where']}>
        {isHere
          ? `${status === null ? 'Without a camera' : STATUS_WORDS[status]}, ${whereWords(student)}`
          : whereWords(student)}
      </span>
    </li>
  );
});
