import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { elapsed } from '#core/units.ts';
import type { SessionRecord } from '#core/sessions/records.ts';
import { Icon } from '../components/icon.tsx';
import { dateAndTime, length } from '../words/format.ts';
import { MODE_WORDS } from '../words/status-words.ts';
import classes from './sessions-page.module.css';

interface SessionItemProps {
  readonly record: SessionRecord;
  readonly onDelete: () => void;
}

export function SessionItem({ record, onDelete }: SessionItemProps): ReactNode {
  const { meanScore } = record;
  const when = dateAndTime(record.startedAt);
  const running = record.endedAt === null;
  return (
    <li className={classes['item']}>
      <div className={classes['title']}>
        <Link href={`/sessions/${record.id}`} className={classes['name']}>
          {record.lectureId}
        </Link>
        <div className={classes['soft']}>
          {record.courseId}, {record.studentId}
        </div>
      </div>
      <div className={classes['when']}>
        {when} {record.end === 'recovered' && <span className={classes['flag']}>recovered</span>}
      </div>
      <div>{running ? 'running' : length(elapsed(record.startedAt, record.endedAt))}</div>
      <div>{MODE_WORDS[record.mode]}</div>
      <div className={classes['score']}>
        {meanScore === null ? (
          <span className={classes['label']}>{running ? '' : 'No score'}</span>
        ) : (
          <>
            <span className={classes['label']}>Score </span>
            {Math.round(meanScore)}
          </>
        )}
      </div>
      <div className={classes['delete']}>
        {!running && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Delete ${record.lectureId}, ${when}`}
            onClick={onDelete}
          >
            <Icon name="bin" />
          </ActionIcon>
        )}
      </div>
    </li>
  );
}
