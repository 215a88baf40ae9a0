import { Text, Title } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { lectureFigures, type LectureFigures } from '#core/class-figures/lecture-figures.ts';
import type { SessionRecord } from '#core/sessions/records.ts';
import classes from './sessions-page.module.css';

/** Whole where everybody counts fully. */
function countWords({ score: { count, effectiveCount } }: LectureFigures): string {
  const counting = effectiveCount.toFixed(1);
  return counting === count.toFixed(1)
    ? `${count} students`
    : `${count} students, counting as ${counting}`;
}

/** Lectures that several students watched on this device; nothing where there is none. */
export function LectureMeans({
  sessions,
}: {
  readonly sessions: readonly SessionRecord[];
}): ReactNode {
  const lectures = useMemo(() => lectureFigures(sessions), [sessions]);
  if (lectures.length === 0) return null;
  return (
    <section className={classes['remembered']} aria-labelledby="lecture-means-heading">
      <Title order={2} id="lecture-means-heading">
        Watched by several students
      </Title>
      <Text c="dimmed" mt={4}>
        Mean score over the students of a lecture. Each counts once, and less where the camera could
        see them less well.
      </Text>
      <ul className={classes['list']}>
        {lectures.map((lecture) => (
          <li key={`${lecture.courseId} ${lecture.lectureId}`} className={classes['student']}>
            <span className={classes['studentname']}>{lecture.lectureId}</span>
            <span className={classes['soft']}>
              {lecture.courseId}, {countWords(lecture)}
            </span>
            <span className={classes['score']}>
              <span className={classes['label']}>Score </span>
              {Math.round(lecture.score.value)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
